// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { Icon } from "./icon.js";

/** @typedef {"good" | "waiting" | "bad" | "plain"} Tone */

/** A short word about a state: colour, drawing and text say the same. @param {{tone: Tone, icon: any, children?: any}} props */
export function Tag({ tone, icon, children }) {
  return html`<span class="tag tag-${tone}"><${Icon} name=${icon} /><span>${children}</span></span>`;
}

/** What AWS says about the purchase. @param {{status: import("../types.js").SubscriptionStatus}} props */
export function SubscriptionTag({ status }) {
  switch (status) {
    case "CONFIRMED":
      return html`<${Tag} tone="good" icon="check">${t("subscription.CONFIRMED")}<//>`;
    case "FAILED":
      return html`<${Tag} tone="bad" icon="alert">${t("subscription.FAILED")}<//>`;
    case "ENDING":
      return html`<${Tag} tone="waiting" icon="pause">${t("subscription.ENDING")}<//>`;
    case "ENDED":
      return html`<${Tag} tone="plain" icon="cross">${t("subscription.ENDED")}<//>`;
    case "SUPERSEDED":
      return html`<${Tag} tone="plain" icon="check">${t("subscription.SUPERSEDED")}<//>`;
    default:
      return html`<${Tag} tone="waiting" icon="clock">${t("subscription.WAITING_FOR_AWS")}<//>`;
  }
}

/** Marks what is fixed for good once it is created. */
export function Final() {
  return html`<p class="final"><${Icon} name="lock" /><span>${t("final.mark")}</span></p>`;
}
