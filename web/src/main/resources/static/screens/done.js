// @ts-check
import { html } from "../html.js";
import { dateAndTime, local, t } from "../i18n/index.js";
import { activation, closing, expected, isComplete } from "../state/activation.js";
import { brandName, settings, siteOf } from "../state/configuration.js";
import { Bought } from "../components/bought.js";
import { ButtonLink } from "../components/button.js";
import { External } from "../components/external.js";
import { Icon } from "../components/icon.js";
import { Notice, Waiting } from "../components/notice.js";
import { Requirements } from "../components/requirements.js";
import { Tag } from "../components/status.js";
import { Why } from "../components/why.js";
import { Elsewhere, WizardPage } from "../components/wizard-page.js";
import { WorkspaceMeta } from "./bind/row.js";

/** The end of the journey: what is settled through AWS and where to sign in. */
export function Done() {
  const view = activation.value;
  const arriving = view && view.workspaces.length === 0 && expected.value.workspaceId;
  if (view && view.workspaces.length === 0 && !arriving && closing.value === null) {
    return html`<${Elsewhere} title=${t("done.not-yet-title")} text=${t("done.not-yet-text")} href="/activation" label=${t("continue.go")} />`;
  }
  const waiting = closing.value === null ? t("done.waiting-title") : t("activation.title", { brand: brandName.value });
  const title = isComplete.value ? t("done.title") : waiting;
  return html`<${WizardPage} title=${title} aside=${false} wide=${true}>
    ${arriving && html`<${Waiting} label=${t("done.arriving")} />`}
    ${view && (isComplete.value ? html`<${Complete} view=${view} />` : html`<${NotYet} view=${view} />`)}
  <//>`;
}

/** @param {{view: import("../types.js").ActivationView}} props */
function Complete({ view }) {
  const latest = view.workspaces.at(-1);
  const signIn = siteOf(latest?.site ?? "")?.signInUrl ?? "/console";
  return html`<section class="panel">
      <span class="panel-mark"><${Icon} name="check" /></span>
      <div>
        <p class="panel-lead">${t("done.lead")}</p>
        <p>${t("done.reference")} <strong class="mono">${view.activationId}</strong></p>
        ${view.completedAt && html`<p class="muted small"><time datetime=${view.completedAt}>${dateAndTime(view.completedAt)}</time></p>`}
      </div>
    </section>
    <${Settled} view=${view} />
    <${Bought} view=${view} />
    <section class="stack-small">
      <h2>${t("done.sign-in-title")}</h2>
      <p>${t("done.sign-in-text")}</p>
      <div class="actions">
        <${ButtonLink} href=${signIn}>${t("dialog.confirm")}<//>
        <${ButtonLink} kind="secondary" icon=${null} href="/activation/workspaces">${t("done.another")}<//>
      </div>
    </section>
    <${NextSteps} />`;
}

/** @param {{view: import("../types.js").ActivationView}} props */
function Settled({ view }) {
  const account = view.subscription.awsAccountId;
  return html`<section aria-labelledby="settled-title" class="stack-small">
    <h2 id="settled-title">${t("done.settled-title")}</h2>
    <p>${account ? t("done.settled", { account }) : t("done.settled-unknown")}</p>
    <ul class="rows">
      ${view.workspaces.map((workspace) => html`<li class="row">
        <div><h3>${workspace.name}</h3><${WorkspaceMeta} workspace=${workspace} /></div>
        <${Tag} tone="good" icon="check">${t("workspaces.bound")}<//>
      </li>`)}
    </ul>
  </section>`;
}

/** @param {{view: import("../types.js").ActivationView}} props */
function NotYet({ view }) {
  const open = closing.value === null && view.workspaces.length > 0;
  return html`${open &&
    html`<${Notice} tone="waiting" icon="clock" title=${t("done.waiting-for-aws")}><p>${t("done.waiting-text")}</p><${Why} view=${view} /><//>`}
    ${view.workspaces.length > 0 && html`<${Settled} view=${view} />`}
    <${Bought} view=${view} />
    <${Requirements} view=${view} />
    ${open && html`<p><a href="/activation/workspaces">${t("done.another")}</a></p>`}`;
}

function NextSteps() {
  const { nextSteps } = settings();
  if (nextSteps.length === 0) return null;
  return html`<section aria-labelledby="next-title" class="stack-small">
    <h2 id="next-title">${t("done.next-title")}</h2>
    <ul class="links">
      ${nextSteps.map((step) => html`<li><${External} href=${step.url}>${local(step.title)}<//></li>`)}
    </ul>
  </section>`;
}
