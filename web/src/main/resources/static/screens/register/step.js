// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { activation, expected, presence } from "../../state/activation.js";
import { brandName } from "../../state/configuration.js";
import { draftIsRead, remember } from "../../state/draft.js";
import { Steps } from "../../components/steps.js";
import { Elsewhere, WizardPage } from "../../components/wizard-page.js";

const base = "/activation/register";

/** @param {string} name @param {import("../../i18n/index.js").MessageKey} title @param {string} href */
const step = (name, title, href) => ({ name, title: t(title), href });

function steps() {
  return [
    step("basic", "register.basic.title", base),
    step("company", "register.company.title", `${base}/company`),
    step("workspace", "register.workspace.title", `${base}/workspace`),
    step("terms", "register.terms.title", `${base}/terms`),
    step("check", "register.check.title", `${base}/check`),
  ];
}

/** One step of the registration; once something is committed it leads on instead. @param {{name: string, children?: any}} props */
export function RegisterStep({ name, children }) {
  const all = steps();
  const at = all.findIndex((candidate) => candidate.name === name);
  const ready = presence.value === "present" && draftIsRead.value;
  const view = activation.value;
  const done = view && (view.billingAccount || view.workspaces.length > 0) && !expected.value.workspaceId;
  useEffect(() => {
    if (ready && !done) remember("register", name);
  }, [ready, done, name]);
  const bound = ready && view !== null && view.workspaces.length > 0;
  useEffect(() => {
    if (bound) navigate("/activation/done", { replace: true });
  }, [bound]);
  if (done) return html`<${AlreadyThere} view=${view} />`;
  const back = at === 0 ? "/activation" : all[at - 1].href;
  return html`<${WizardPage} title=${all[at].title} caption=${t("register.caption", { brand: brandName.value })} back=${back}>
    <${Steps} steps=${all} current=${name} />
    ${children}
  <//>`;
}

/** @param {{view: import("../../types.js").ActivationView}} props */
function AlreadyThere({ view }) {
  const text = t("register.already.text", { userName: view.billingAccount?.userName ?? "" });
  return html`<${Elsewhere} title=${t("register.already.title")} text=${text} href="/activation/workspaces" label=${t("continue.go")} />`;
}
