// @ts-check
import { effect, signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { visits } from "../router.js";
import { brandName } from "../state/configuration.js";
import { pageHasErrors } from "./error-summary.js";
import { Icon } from "./icon.js";

const pageTitle = signal("");

effect(() => {
  if (!pageTitle.value) return;
  document.title = `${pageHasErrors.value ? t("error.prefix") : ""}${pageTitle.value} – ${brandName.value}`;
});

/**
 * One page: its title in the window and as the heading, which takes the focus when the visitor comes here.
 * @param {{title: string, caption?: any, back?: string, corner?: any, aside?: any, wide?: boolean, children?: any}} props
 */
export function Page({ title, caption, back, corner, aside, wide = false, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => void (pageTitle.value = title), [title]);
  useEffect(() => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.focus();
    else if (visits.value > 0) heading.current?.focus({ preventScroll: true });
  }, [visits.value]);
  return html`<div class="page ${aside ? "page-with-aside" : ""} ${wide ? "page-wide" : ""}">
    <main id="main" class="page-main">
      ${back && html`<a class="back" href=${back}><${Icon} name="back" />${t("nav.back")}</a>`}
      <div class="page-head">
        <div>
          ${caption && html`<p class="caption">${caption}</p>`}
          <h1 tabindex="-1" ref=${heading}>${title}</h1>
        </div>
        ${corner}
      </div>
      ${children}
    </main>
    ${aside}
  </div>`;
}
