// @ts-check
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { api } from "../../api.js";
import { t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { expected, refreshActivation } from "../../state/activation.js";
import { settings } from "../../state/configuration.js";
import { password } from "../../state/tab.js";
import { Button } from "../../components/button.js";
import { Form, useForm } from "../../components/form.js";
import { Notice } from "../../components/notice.js";
import { basicErrors, companyErrors, fieldsOfRegistration, registration, termsErrors, workspaceErrors } from "./answers.js";
import { Answers } from "./answers-list.js";
import { NewPassword } from "./basic.js";
import { atTheirSteps, heed, refusals } from "./refusals.js";
import { RegisterStep } from "./step.js";

/** Step five: all answers once more, then Activate. */
export function RegisterCheck() {
  return html`<${RegisterStep} name="check"><${CheckForm} /><//>`;
}

function CheckForm() {
  const form = useForm(fieldsOfRegistration);
  const asksPassword = useSignal(password.peek() === "");
  const here = (/** @type {import("../../types.js").FieldError[]} */ errors) =>
    errors.map((error) => (error.field === "password" && asksPassword.peek() ? { ...error, href: undefined } : error));
  const submit = async () => {
    const missing = [...basicErrors({ chosen: password.value }), ...companyErrors(), ...workspaceErrors(), ...termsErrors()];
    if (!form.complain(here(atTheirSteps(missing)))) return;
    await form.run(activate);
    if (form.errors.peek().length === 0) return;
    await heed(form.errors.peek(), "REGISTER");
    refusals.value = form.errors.peek();
    form.complain(here(atTheirSteps(refusals.peek())));
  };
  return html`<${Form} form=${form} onSubmit=${submit}>
    <${Answers} />
    ${asksPassword.value && html`<${Notice}><p>${t("check.password-again")}</p><//><${NewPassword} form=${form} />`}
    <${Notice} tone="waiting" icon="lock" title=${t("check.final-title")}><p>${t("check.final-text")}</p><//>
    <p>${t("check.before", { version: settings().terms.version })}</p>
    <div class="actions"><${Button} busy=${form.busy.value === "submit"}>${t("check.activate")}<//></div>
  <//>`;
}

async function activate() {
  const made = await api.register(registration(password.peek()));
  expected.value = { billingAccount: true, workspaceId: made.workspaceId };
  password.value = "";
  refreshActivation();
  navigate("/activation/done");
}
