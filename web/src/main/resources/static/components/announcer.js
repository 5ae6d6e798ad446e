// @ts-check
import { effect, signal } from "@preact/signals";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { activation } from "../state/activation.js";

const announcement = signal("");

/** Says something to people who do not see the page change. @param {string} words */
export function announce(words) {
  announcement.value = words;
}

/** The region that screen readers watch. */
export function Announcer() {
  return html`<p class="visually-hidden" role="status" aria-live="polite">${announcement.value}</p>`;
}

/** Announces what AWS says about the purchase whenever it changes. */
export function announceChanges() {
  /** @type {string | undefined} */
  let before;
  effect(() => {
    const view = activation.value;
    if (!view) return;
    const now = `${view.activationId} ${view.subscription.status} ${view.status}`;
    if (before !== undefined && before !== now) {
      const completed = view.status === "COMPLETED" && !before.endsWith(" COMPLETED");
      announce(completed ? t("live.completed") : t("live.subscription", { status: t(`subscription.${view.subscription.status}`) }));
    }
    before = now;
  });
}
