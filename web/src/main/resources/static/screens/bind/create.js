// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { api } from "../../api.js";
import { navigate } from "../../router.js";
import { activation, expected, presence, refreshActivation } from "../../state/activation.js";
import { brandName } from "../../state/configuration.js";
import { type, typed, typing } from "../../state/draft.js";
import { keepInTab, password } from "../../state/tab.js";
import { announce } from "../../components/announcer.js";
import { Button } from "../../components/button.js";
import { Radios } from "../../components/choice.js";
import { EmailProof } from "../../components/email-proof.js";
import { Form, useForm } from "../../components/form.js";
import { codeFields, useProof } from "../../components/proof.js";
import { Elsewhere, WizardPage } from "../../components/wizard-page.js";
import { SiteField } from "../register/basic.js";
import { heed } from "../register/refusals.js";
import { TermsConsent } from "../register/terms.js";
import { FinalConsent, WorkspaceFields } from "../register/workspace.js";
import { createErrors, fieldsOfCreation, newWorkspace } from "./create-answers.js";
import { NewAccountFields } from "./new-account.js";

/** A new workspace, bound as soon as it is there: with an existing console account or with a new one. */
export function CreateWorkspace() {
  const known = activation.value?.billingAccount || expected.value.billingAccount;
  if (presence.value === "present" && activation.value && !known) {
    return html`<${Elsewhere} title=${t("create.title")} text=${t("workspaces.no-account")} href="/activation" label=${t("continue.go")} />`;
  }
  return html`<${WizardPage} title=${t("create.title")} caption=${t("bind.caption")} back="/activation/workspaces"><${CreateForm} /><//>`;
}

function CreateForm() {
  const form = useForm({ ...fieldsOfCreation, ...codeFields });
  const proof = useProof(form, "CONSOLE", typed("consoleEmail"));
  const repeated = useSignal(password.peek());
  const variant = typed("createVariant");
  useEffect(takeOver, []);
  const submit = async () => {
    if (!form.complain([...createErrors(repeated.value, proof), ...(proof.current ? proof.check() : [])])) return;
    await form.run(async () => {
      if (!proof.current?.verified) await proof.attempt();
      await create();
    });
    await heed(form.errors.peek(), "CONSOLE");
  };
  return html`<${Form} form=${form} onSubmit=${submit}>
    <${Variant} form=${form} />
    ${variant && html`<${WorkspaceFields} form=${form} />
      <${SiteField} form=${form} />
      ${variant === "NEW" && html`<${NewAccountFields} form=${form} repeated=${repeated} />`}
      <${EmailProof} form=${form} proof=${proof} email=${typed("consoleEmail")} onEmail=${typing("consoleEmail")}
        hint=${variant === "NEW" ? t("create.email-new") : t("create.email-existing", { brand: brandName.value })} />
      <${FinalConsent} form=${form} />
      <${TermsConsent} form=${form} />
      <div class="actions">
        <${Button} busy=${form.busy.value === "submit"}>${variant === "NEW" ? t("create.register-and-create") : t("create.create")}<//>
      </div>`}
  <//>`;
}

/** @param {{form: import("../../components/form.js").FormState}} props */
function Variant({ form }) {
  const brand = brandName.value;
  return html`<${Radios} form=${form} name="createVariant" legend=${t("create.variant", { brand })} hint=${t("create.variant-hint", { brand })}
    value=${typed("createVariant")} onInput=${typing("createVariant")}
    options=${[
      { value: "EXISTING", label: t("create.existing", { brand }) },
      { value: "NEW", label: t("create.new", { brand }) },
    ]} />`;
}

/** What was typed on the other way is not asked again. */
function takeOver() {
  if (!typed("consoleEmail")) type("consoleEmail", typed("email"));
  if (!typed("consoleUserName")) type("consoleUserName", typed("userName"));
  if (!typed("consolePhone")) type("consolePhone", typed("phone"));
}

async function create() {
  const name = typed("workspaceName").trim();
  const made = await api.createWorkspace(newWorkspace());
  expected.value = { ...expected.peek(), workspaceId: made.workspaceId };
  password.value = "";
  keepInTab({ final: null });
  type("workspaceName", "");
  announce(t("workspaces.bound-now", { name }));
  refreshActivation();
  navigate("/activation/workspaces");
}
