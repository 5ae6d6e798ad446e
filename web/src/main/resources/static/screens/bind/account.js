// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { activation, presence } from "../../state/activation.js";
import { draftIsRead, remember, typed, typing } from "../../state/draft.js";
import { proofOf } from "../../state/tab.js";
import * as validation from "../../validation.js";
import { Button } from "../../components/button.js";
import { Field } from "../../components/field.js";
import { Form, useForm } from "../../components/form.js";
import { useProof } from "../../components/proof.js";
import { Elsewhere, WizardPage } from "../../components/wizard-page.js";
import { SiteCorner } from "./corner.js";

/** A page of the way "account exists", until the account is bound. @param {{step: string, title: string, back: string, children?: any}} props */
export function BindStep({ step, title, back, children }) {
  const ready = presence.value === "present" && draftIsRead.value;
  const account = activation.value?.billingAccount;
  useEffect(() => {
    if (ready && !account) remember("bind", step);
  }, [ready, account, step]);
  if (account) {
    return html`<${Elsewhere} title=${t("bind.already.title")} text=${t("bind.already.text", { userName: account.userName })}
      href="/activation/workspaces" label=${t("continue.go")} />`;
  }
  return html`<${WizardPage} title=${title} caption=${t("bind.caption")} back=${back} corner=${ready && html`<${SiteCorner} />`}>${children}<//>`;
}

/** @type {import("../../problems.js").Fields} */
const fieldsOfAccount = {
  "#/userName": { field: "bindUserName" },
  "verification-too-soon": { field: "bindUserName" },
  "mailbox-limit-reached": { field: "bindUserName" },
};

/** Whose account it is: the code then goes to the mailbox on file. */
export function BindAccount() {
  return html`<${BindStep} step="account" title=${t("bind.title")} back="/activation"><${AccountForm} /><//>`;
}

function AccountForm() {
  const userName = typed("bindUserName");
  const form = useForm(fieldsOfAccount);
  const proof = useProof(form, "BIND", userName);
  const submit = () => {
    if (!form.complain(validation.required("bindUserName", userName, "invalid.user-name-required"))) return;
    form.run(async () => {
      if (!proofOf("BIND", userName)) await proof.request();
      navigate("/activation/bind/code");
    });
  };
  return html`<p class="lead">${t("bind.lead")}</p>
    <${Form} form=${form} onSubmit=${submit}>
      <${Field} form=${form} name="bindUserName" label=${t("bind.user-name")} hint=${t("bind.user-name-hint")} autocomplete="username" autocapitalize="none"
        spellcheck=${false} value=${userName} onInput=${typing("bindUserName")} />
      <div class="actions"><${Button} busy=${form.busy.value === "submit"}>${t("bind.send-code")}<//></div>
    <//>
    <p>${t("bind.no-account")} <a href="/activation/register">${t("bind.register-instead")}</a></p>`;
}
