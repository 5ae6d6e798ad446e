// @ts-check
import { html } from "../html.js";
import { dateAndTime, day, t } from "../i18n/index.js";
import { activation, connection } from "../state/activation.js";
import { saving } from "../state/draft.js";
import { SubscriptionTag } from "./status.js";
import { Why } from "./why.js";

/** What was bought, beside every step; its status changes by itself. */
export function PurchaseAside() {
  const view = activation.value;
  if (!view) return null;
  return html`<aside class="purchase" aria-label=${t("purchase.label")}>
    <p class="purchase-title">${view.subscription.listing.title}</p>
    <dl>
      <div><dt>${t("purchase.status")}</dt><dd><${SubscriptionTag} status=${view.subscription.status} /></dd></div>
      <div><dt>${t("purchase.account")}</dt><dd class="mono">${view.subscription.awsAccountId ?? t("purchase.account-unknown")}</dd></div>
    </dl>
    <${Saved} />
    <${Connection} />
  </aside>`;
}

/** The facts of the purchase, large. */
export function PurchaseFacts() {
  const view = activation.value;
  if (!view) return null;
  const { subscription } = view;
  return html`<section class="facts" aria-labelledby="facts-title">
    <div class="facts-head">
      <h2 id="facts-title">${subscription.listing.title}</h2>
      <${SubscriptionTag} status=${subscription.status} />
    </div>
    <${Why} view=${view} />
    <dl class="facts-list">
      <div><dt>${t("purchase.account")}</dt><dd class="mono">${subscription.awsAccountId ?? t("purchase.account-unknown")}</dd></div>
      <div><dt>${t("purchase.opened")}</dt><dd><time datetime=${subscription.openedAt}>${dateAndTime(subscription.openedAt)}</time></dd></div>
      ${view.status === "OPEN" && html`<div><dt>${t("purchase.expires")}</dt><dd><time datetime=${view.expiresAt}>${day(view.expiresAt)}</time></dd></div>`}
      <div><dt>${t("purchase.reference")}</dt><dd class="mono">${view.activationId}</dd></div>
    </dl>
    <${Connection} />
  </section>`;
}

function Saved() {
  if (saving.value === "unchanged") return null;
  return html`<p class="muted small">${t(`draft.${saving.value}`)}</p>`;
}

function Connection() {
  return connection.value === "offline" && html`<p class="offline" role="status">${t("live.offline")}</p>`;
}
