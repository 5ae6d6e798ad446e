// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { api } from "../api.js";
import { activation, closing } from "../state/activation.js";
import { brandName } from "../state/configuration.js";
import { forgetTab } from "../state/tab.js";
import { Bought } from "../components/bought.js";
import { ButtonLink } from "../components/button.js";
import { PurchaseFacts } from "../components/purchase.js";
import { Requirements } from "../components/requirements.js";
import { WizardPage } from "../components/wizard-page.js";
import { whereToContinue } from "./way.js";

/** What was bought, what is still needed and the two ways in. */
export function Activation() {
  const view = activation.value;
  return html`<${WizardPage} title=${t("activation.title", { brand: brandName.value })} aside=${false} wide=${true}>
    ${view &&
    html`${closing.value === null && html`<p class="lead">${t("activation.lead")}</p>`}
      <${PurchaseFacts} />
      ${(closing.value === null || view.status === "COMPLETED") && html`<${NextMove} view=${view} />`}
      <${Requirements} view=${view} />
      <${Bought} view=${view} />
      <p class="leave"><button type="button" class="link-button" onClick=${leave}>${t("activation.leave")}</button></p>`}
  <//>`;
}

async function leave() {
  await api.leaveActivation().catch(() => {});
  forgetTab();
  location.assign("/activation");
}

/** @param {{view: import("../types.js").ActivationView}} props */
function NextMove({ view }) {
  const next = whereToContinue();
  const decided = view.billingAccount !== null || view.workspaces.length > 0;
  return html`${next && html`<${Continue} href=${next} complete=${view.status === "COMPLETED"} decided=${decided} />`}
    ${!decided && html`<${TwoWays} begun=${next !== null} />`}`;
}

/** @param {{href: string, complete: boolean, decided: boolean}} props */
function Continue({ href, complete, decided }) {
  const about = complete ? "complete" : decided ? "decided" : "draft";
  return html`<section class="card card-strong" aria-labelledby="continue-title">
    <h2 id="continue-title">${t(`continue.${about}.title`)}</h2>
    <p>${t(`continue.${about}.text`)}</p>
    <p><${ButtonLink} href=${href}>${t("continue.go")}<//></p>
  </section>`;
}

/** @param {{begun: boolean}} props */
function TwoWays({ begun }) {
  const brand = brandName.value;
  const kind = begun ? "secondary" : "primary";
  return html`<section aria-labelledby="ways-title" class="stack">
    <h2 id="ways-title">${begun ? t("ways.title-begun") : t("ways.title")}</h2>
    <div class="cards cards-two">
      <section class="card" aria-labelledby="way-register">
        <h3 id="way-register">${t("ways.register.title")}</h3>
        <p>${t("ways.register.text", { brand })}</p>
        <p class="card-foot"><${ButtonLink} kind=${kind} href="/activation/register">${t("ways.register.go")}<//></p>
      </section>
      <section class="card" aria-labelledby="way-bind">
        <h3 id="way-bind">${t("ways.bind.title")}</h3>
        <p>${t("ways.bind.text")}</p>
        <p class="card-foot"><${ButtonLink} kind=${kind} href="/activation/bind">${t("ways.bind.go")}<//></p>
      </section>
    </div>
    <details class="details">
      <summary>${t("what.title")}</summary>
      <div class="details-body stack">
        <p>${t("what.text", { brand })}</p>
        <ol class="flow">
          <li>${t("what.step-1")}</li><li>${t("what.step-2")}</li><li>${t("what.step-3")}</li><li>${t("what.step-4")}</li>
        </ol>
      </div>
    </details>
  </section>`;
}
