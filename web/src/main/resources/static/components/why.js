// @ts-check
import { html } from "../html.js";
import { dateAndTime, day, hasMessage, pieces, t } from "../i18n/index.js";

/** @typedef {import("../types.js").ActivationView} ActivationView */
/** @typedef {ActivationView["hindrances"][number]} Hindrance */

/** Why the activation is not complete, each reason with whom it waits for and since when. @param {{view: ActivationView}} props */
export function Why({ view }) {
  const told = view.hindrances.filter((hindrance) => hasMessage(`why.${hindrance.reason}`));
  if (view.status === "COMPLETED" || told.length === 0) return null;
  return html`<div class="why">
    <p class="why-title" id="why-title">${t("why.title")}</p>
    <ul aria-labelledby="why-title">
      ${told.map((hindrance) => html`<li><p>${reason(hindrance)}</p><${WaitsFor} hindrance=${hindrance} /></li>`)}
    </ul>
  </div>`;
}

/** @param {Hindrance} hindrance */
function reason({ reason, expectedAt }) {
  if (reason !== "NOT_BEGUN") return t(/** @type {import("../i18n/index.js").MessageKey} */ (`why.${reason}`));
  return expectedAt ? t("why.NOT_BEGUN", { date: day(expectedAt) }) : t("why.NOT_BEGUN.undated");
}

/** Whom it waits for, and since when. @param {{hindrance: Hindrance | undefined}} props */
export function WaitsFor({ hindrance }) {
  if (!hindrance?.since) return null;
  const time = html`<time datetime=${hindrance.since}>${dateAndTime(hindrance.since)}</time>`;
  return html`<p class="small muted">${pieces(`waits-for.${hindrance.waitsFor}`, { time })}</p>`;
}
