// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";

/** @typedef {{name: string, value: any, href?: string, tag?: any}} Row */

/** What was answered, each with a way back to it. @param {{rows: Row[]}} props */
export function SummaryList({ rows }) {
  return html`<dl class="summary">
    ${rows.map(
      ({ name, value, href, tag }) => html`<div class="summary-row">
        <dt>${name}</dt>
        <dd class="summary-value">${value || html`<span class="muted">${t("summary.none")}</span>`} ${tag}</dd>
        ${href && html`<dd class="summary-action"><a href=${href}>${t("summary.change")}<span class="visually-hidden"> ${name}</span></a></dd>`}
      </div>`,
    )}
  </dl>`;
}
