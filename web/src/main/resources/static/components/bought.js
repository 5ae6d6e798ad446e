// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { dateAndTime, day, number, pieces, t } from "../i18n/index.js";
import { entitlements, followEntitlements } from "../state/entitlements.js";

/** @typedef {import("../types.js").Entitlement} Entitlement */

/** What the buyer has at AWS: since when, what of, until when, and how old the news of it is. @param {{view: import("../types.js").ActivationView}} props */
export function Bought({ view }) {
  useEffect(followEntitlements, []);
  const known = entitlements.value;
  if (!known) return null;
  const { confirmedAt, freeTrial } = view.subscription;
  return html`<section class="bought stack-small" aria-labelledby="bought-title">
    <h2 id="bought-title">${t("bought.title")}</h2>
    <dl class="facts-list">
      ${confirmedAt && html`<div><dt>${t("bought.since")}</dt><dd>${time(confirmedAt)}</dd></div>`}
      ${confirmedAt && html`<div><dt>${t("bought.terms")}</dt><dd>${t(freeTrial ? "bought.free-trial" : "bought.paid")}</dd></div>`}
    </dl>
    ${known.open ? html`<${Dimensions} all=${known.entitlements} />` : html`<p>${t(`bought.closed.${known.reason ?? "UNKNOWN_PURCHASE"}`)}</p>`}
    ${known.readAt && html`<p class="muted small">${pieces("bought.read-at", { time: time(known.readAt) })}</p>`}
  </section>`;
}

/** @param {{all: Entitlement[]}} props */
function Dimensions({ all }) {
  if (all.length === 0) return html`<p>${t("bought.by-usage")}</p>`;
  return html`<table class="bought-table">
    <thead>
      <tr><th scope="col">${t("bought.dimension")}</th><th scope="col">${t("bought.amount")}</th><th scope="col">${t("bought.until")}</th></tr>
    </thead>
    <tbody>
      ${all.map((one) => html`<tr>
        <th scope="row">${one.dimension}</th>
        <td>${amount(one)}</td>
        <td>${one.validUntil ? html`<time datetime=${one.validUntil}>${day(one.validUntil)}</time>` : t("bought.until-open")}</td>
      </tr>`)}
    </tbody>
  </table>`;
}

/** @param {Entitlement} entitlement */
function amount({ kind, amount }) {
  if (amount === null) return t("bought.amount-untold");
  if (kind === "BOOLEAN") return t(amount.toLowerCase() === "true" ? "bought.included" : "bought.not-included");
  return kind === "INTEGER" || kind === "DOUBLE" ? number(amount) : amount;
}

/** @param {string} at */
const time = (at) => html`<time datetime=${at}>${dateAndTime(at)}</time>`;
