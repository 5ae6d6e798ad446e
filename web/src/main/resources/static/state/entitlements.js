// @ts-check
import { effect, signal } from "@preact/signals";
import { api } from "../api.js";
import { activation } from "./activation.js";

/** @typedef {import("../types.js").Entitlements} Entitlements */

/** What the purchase entitles to, as it was last known; null before anything is known. @type {import("@preact/signals").Signal<Entitlements | null>} */
export const entitlements = signal(null);

const askAgainAfter = 60_000;
const soon = 3_000;

/** Keeps it up to date for as long as somebody looks; asks more often while the first answer of AWS is on its way. @returns {() => void} what ends it */
export function followEntitlements() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let ended = false;

  async function read() {
    clearTimeout(timer);
    const id = activation.peek()?.activationId;
    const found = await api.findEntitlements().catch(() => null);
    if (ended) return;
    if (found && activation.peek()?.activationId === id) entitlements.value = found;
    clearTimeout(timer);
    timer = setTimeout(read, entitlements.peek()?.reason === "NEVER_READ" ? soon : askAgainAfter);
  }

  let shown = "";
  const stop = effect(() => {
    const view = activation.value;
    if (!view) return;
    if (view.activationId !== shown) entitlements.value = null;
    shown = view.activationId;
    read();
  });
  return () => {
    ended = true;
    clearTimeout(timer);
    stop();
  };
}
