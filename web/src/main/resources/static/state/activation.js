// @ts-check
import { computed, signal } from "@preact/signals";
import { api, ApiProblem } from "../api.js";

/** @typedef {import("../types.js").ActivationView} ActivationView */

/** @type {import("@preact/signals").Signal<ActivationView | null>} */
export const activation = signal(null);

/** Where the page stands with the engine: `missing` means that no session leads to an activation. */
export const presence = signal(/** @type {"loading" | "preparing" | "present" | "missing"} */ ("loading"));

/** Whether changes arrive: by the stream, by asking again and again, or not at all for the moment. */
export const connection = signal(/** @type {"connecting" | "live" | "polling" | "offline"} */ ("connecting"));

/** What this page has just done and the view does not show yet. */
export const expected = signal(/** @type {{billingAccount?: boolean, workspaceId?: string}} */ ({}));

export const isComplete = computed(() => activation.value?.status === "COMPLETED");

/** @typedef {"FAILED" | "ENDING" | "ENDED" | "EXPIRED" | "SUPERSEDED"} Closing */

/** Why nothing can be entered at the moment, or null while the forms are open. */
export const closing = computed(() => {
  const view = activation.value;
  return view ? closingOf(view) : null;
});

/** @param {ActivationView} view @returns {Closing | null} */
function closingOf(view) {
  if (view.status === "EXPIRED") return "EXPIRED";
  if (view.status === "SUPERSEDED" || view.subscription.status === "SUPERSEDED") return "SUPERSEDED";
  if (view.status === "ENDED" || view.subscription.status === "ENDED") return "ENDED";
  if (view.status === "CANCELLED" || view.subscription.status === "FAILED") return "FAILED";
  if (view.status === "PAUSED" || view.subscription.status === "ENDING") return "ENDING";
  return null;
}

/** @param {ActivationView} view */
export function accept(view) {
  const known = activation.peek();
  if (known?.activationId === view.activationId && known.version > view.version) return;
  if (known && known.activationId !== view.activationId) expected.value = {};
  activation.value = view;
  presence.value = "present";
}

const pollEvery = 3_000;
const reopenAfter = 5;

/** @type {EventSource | null} */
let stream = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
/** @type {string | null} */
let etag = null;
let streamDelivers = false;
let ticks = 0;

/** Shows the activation and keeps it up to date for as long as the page is open. */
export function followActivation() {
  if (timer !== undefined) return;
  if (presence.peek() !== "missing") presence.value = "loading";
  timer = setInterval(tick, pollEvery);
  openStream();
  poll();
}

/** Asks once, at once: after a command, or when the visitor comes back to the tab, perhaps with a new session. */
export function refreshActivation() {
  if (timer !== undefined) poll();
  else if (presence.peek() === "missing") followActivation();
}

export function sessionIsGone() {
  stopFollowing();
  activation.value = null;
  presence.value = "missing";
}

export function stopFollowing() {
  clearInterval(timer);
  timer = undefined;
  stream?.close();
  stream = null;
  etag = null;
}

function openStream() {
  stream?.close();
  stream = api.watchActivation();
  streamDelivers = false;
  stream.addEventListener("activation", (event) => {
    streamDelivers = true;
    connection.value = "live";
    accept(JSON.parse(event.data));
  });
  stream.addEventListener("error", () => {
    if (connection.peek() === "live") connection.value = "connecting";
  });
  stream.addEventListener("open", () => {
    if (activation.peek() && connection.peek() !== "polling") connection.value = "live";
  });
}

function tick() {
  const open = stream?.readyState === EventSource.OPEN;
  if (open && streamDelivers) {
    connection.value = "live";
    return;
  }
  poll();
  if (stream?.readyState === EventSource.CLOSED && ++ticks % reopenAfter === 0) openStream();
}

async function poll() {
  try {
    const found = await api.findActivation(etag);
    if (timer === undefined) return;
    if (found) {
      etag = found.etag;
      accept(found.view);
    }
    if (connection.peek() !== "live" || !streamDelivers) connection.value = "polling";
  } catch (problem) {
    if (timer !== undefined) understand(/** @type {ApiProblem} */ (problem));
  }
}

/** @param {ApiProblem} problem */
function understand(problem) {
  if (problem.status === 401) sessionIsGone();
  else if (problem.slug === "activation-preparing") presence.value = "preparing";
  else connection.value = "offline";
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refreshActivation();
});
addEventListener("online", refreshActivation);
