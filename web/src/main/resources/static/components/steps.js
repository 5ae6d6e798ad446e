// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { Icon } from "./icon.js";

/**
 * Where the visitor is on the way; earlier steps can be visited again.
 * @param {{steps: {name: string, title: string, href: string}[], current: string}} props
 */
export function Steps({ steps, current }) {
  const at = steps.findIndex((step) => step.name === current);
  return html`<nav class="steps" aria-label=${t("steps.label")}>
    <p class="steps-short">${t("steps.short", { number: at + 1, total: steps.length })}</p>
    <ol>
      ${steps.map((step, index) => html`<li class=${index < at ? "step-done" : index === at ? "step-now" : "step-next"}>
        ${index < at
          ? html`<a href=${step.href}><${Icon} name="check" /><span>${step.title}</span><span class="visually-hidden"> ${t("steps.done")}</span></a>`
          : html`<span class="step" aria-current=${index === at ? "step" : undefined}>
              <span class="step-number" aria-hidden="true">${index + 1}</span><span>${step.title}</span>
            </span>`}
      </li>`)}
    </ol>
  </nav>`;
}
