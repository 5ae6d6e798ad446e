// @ts-check
import { useEffect } from "preact/hooks";
import { api } from "../../api.js";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { expected, refreshActivation } from "../../state/activation.js";
import { settings } from "../../state/configuration.js";
import { draftIsRead, typed } from "../../state/draft.js";
import { keepProof, proofOf } from "../../state/tab.js";
import { Button } from "../../components/button.js";
import { CodeField } from "../../components/code-field.js";
import { Form, useForm } from "../../components/form.js";
import { codeFields, useProof } from "../../components/proof.js";
import { BindStep } from "./account.js";

/** @type {import("../../problems.js").Fields} */
const fieldsOfCode = {
  "verification-too-soon": { field: "code" },
  "mailbox-limit-reached": { field: "code" },
  "verification-required": { field: "code" },
};

/** The code from the mailbox on file, then the account is bound. */
export function BindCode() {
  const asked = proofOf("BIND", typed("bindUserName"));
  useEffect(() => {
    if (draftIsRead.value && !asked && !expected.peek().billingAccount) navigate("/activation/bind", { replace: true });
  }, [draftIsRead.value, asked === null]);
  return html`<${BindStep} step="code" title=${t("bind.code-title")} back="/activation/bind">${asked && html`<${CodeForm} />`}<//>`;
}

function CodeForm() {
  const userName = typed("bindUserName");
  const form = useForm({ ...codeFields, ...fieldsOfCode });
  const proof = useProof(form, "BIND", userName);
  const submit = () => {
    if (!form.complain(proof.check())) return;
    form.run(async () => {
      const id = proof.current?.verificationId ?? "";
      if (!proof.current?.verified) await proof.attempt();
      await api.bindBillingAccount(id).catch(forgetRefusedProof);
      expected.value = { ...expected.peek(), billingAccount: true };
      refreshActivation();
      navigate("/activation/workspaces");
    });
  };
  return html`<p class="lead">${t("bind.code-lead", { userName, length: settings().codeLength })}</p>
    <${Form} form=${form} onSubmit=${submit}>
      ${!proof.current?.verified && html`<${CodeField} form=${form} proof=${proof} hint=${t("bind.code-hint")} />`}
      <div class="actions"><${Button} busy=${form.busy.value === "submit"}>${t("bind.go")}<//></div>
    <//>
    <p><a href="/activation/bind#bindUserName">${t("bind.other-user-name")}</a></p>`;
}

/** @param {import("../../api.js").ApiProblem} problem @returns {never} */
function forgetRefusedProof(problem) {
  if (problem.status >= 400 && problem.status < 500) keepProof("BIND", null);
  throw problem;
}
