// @ts-check
import { signal } from "@preact/signals";

/** The path of the page shown. */
export const path = signal(location.pathname);

/** Grows with every navigation of the visitor, so that the new heading can take the focus. */
export const visits = signal(0);

/** @type {Set<() => void>} */
const beforeLeaving = new Set();

/** @param {() => void} listener called before another page is shown */
export function onLeaving(listener) {
  beforeLeaving.add(listener);
}

/** @param {string} target @param {{replace?: boolean}} [options] */
export function navigate(target, { replace = false } = {}) {
  const url = new URL(target, location.origin);
  if (url.pathname === location.pathname && !replace) return arrive();
  for (const listener of beforeLeaving) listener();
  history[replace ? "replaceState" : "pushState"](null, "", url.pathname + url.hash);
  arrive();
}

function arrive() {
  path.value = location.pathname;
  visits.value++;
  if (!location.hash) scrollTo(0, 0);
}

const ours = /^\/(activation|console|billing-center)?(\/|$)/;

/** @param {MouseEvent} event */
function followInPage(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
  if (!ours.test(link.pathname) || link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  navigate(link.pathname + link.hash);
}

/** Starts to follow links and the browser's buttons without loading the page again. */
export function startRouter() {
  addEventListener("click", followInPage);
  addEventListener("popstate", () => {
    if (location.pathname !== path.value) arrive();
  });
}
