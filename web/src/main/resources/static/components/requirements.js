// @ts-check
import { html } from "../html.js";
import { dateAndTime, t } from "../i18n/index.js";
import { Tag } from "./status.js";

/** @typedef {import("../types.js").ActivationView} ActivationView */

/** What the activation still needs, in words and drawings. @param {{view: ActivationView}} props */
export function Requirements({ view }) {
  const done = view.requirements.filter((requirement) => requirement.satisfiedAt).length;
  return html`<section aria-labelledby="requirements-title">
    <h2 id="requirements-title">${t("requirements.title")}</h2>
    <p class="muted">${t("requirements.count", { done, total: view.requirements.length })}</p>
    <ol class="tasks">
      ${view.requirements.map(
        (requirement) => html`<li class="task">
          <div>
            <h3>${t(`requirement.${requirement.name}`)}</h3>
            <p class="muted small">
              ${requirement.satisfiedAt
                ? html`<time datetime=${requirement.satisfiedAt}>${dateAndTime(requirement.satisfiedAt)}</time>`
                : t(`requirement.${requirement.name}.hint`)}
            </p>
          </div>
          <${RequirementTag} view=${view} requirement=${requirement} />
        </li>`,
      )}
    </ol>
  </section>`;
}

/** @param {{view: ActivationView, requirement: ActivationView["requirements"][number]}} props */
function RequirementTag({ view, requirement }) {
  if (requirement.satisfiedAt) return html`<${Tag} tone="good" icon="check">${t("requirement.done")}<//>`;
  if (view.status !== "OPEN") return html`<${Tag} tone="plain" icon="cross">${t("requirement.open")}<//>`;
  if (requirement.name === "CONFIRMED_SUBSCRIPTION") return html`<${Tag} tone="waiting" icon="clock">${t("subscription.WAITING_FOR_AWS")}<//>`;
  return html`<${Tag} tone="plain" icon="circle">${t("requirement.todo")}<//>`;
}
