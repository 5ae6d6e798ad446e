// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { t, templateName } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { brandName, settings, siteName } from "../../state/configuration.js";
import { typed, typing } from "../../state/draft.js";
import { keepInTab } from "../../state/tab.js";
import { Button } from "../../components/button.js";
import { Checkbox, Radios } from "../../components/choice.js";
import { Field } from "../../components/field.js";
import { Form, useForm } from "../../components/form.js";
import { SummaryList } from "../../components/summary-list.js";
import { finalChoice, finalIsAgreed, workspaceErrors } from "./answers.js";
import { answered, refusalsOf } from "./refusals.js";
import { RegisterStep } from "./step.js";

const fields = ["workspaceName", "templateLanguage", "final"];

/** Step three: how to activate: the workspace, with what is fixed for good. */
export function RegisterWorkspace() {
  return html`<${RegisterStep} name="workspace"><${WorkspaceForm} /><//>`;
}

function WorkspaceForm() {
  const form = useForm();
  useEffect(() => void (form.errors.value = refusalsOf(fields)), []);
  const submit = () => {
    if (!form.complain(workspaceErrors())) return;
    answered(fields);
    navigate("/activation/register/terms");
  };
  return html`<${Form} form=${form} onSubmit=${submit}>
    <${SummaryList} rows=${[
      { name: t("method.label"), value: t("method.aws") },
      { name: t("site.label"), value: typed("site") && siteName(typed("site")), href: "/activation/register#site" },
    ]} />
    <${WorkspaceFields} form=${form} />
    <${FinalConsent} form=${form} />
    <div class="actions"><${Button}>${t("form.continue")}<//></div>
  <//>`;
}

/** @param {{form: import("../../components/form.js").FormState}} props */
export function WorkspaceFields({ form }) {
  const options = settings().templateLanguages.map((code) => ({ value: code, label: templateName(code) }));
  return html`<${Field} form=${form} name="workspaceName" label=${t("workspace.name")} hint=${t("workspace.name-hint", { brand: brandName.value })}
      autocomplete="off" value=${typed("workspaceName")} onInput=${typing("workspaceName")} />
    <${Radios} form=${form} name="templateLanguage" legend=${t("workspace.language")} hint=${t("workspace.language-hint")} final options=${options}
      value=${typed("templateLanguage")} onInput=${typing("templateLanguage")} />`;
}

/** The consent to what cannot be changed afterwards. @param {{form: import("../../components/form.js").FormState}} props */
export function FinalConsent({ form }) {
  return html`<${Checkbox} form=${form} name="final" checked=${finalIsAgreed()}
    onInput=${(/** @type {boolean} */ checked) => keepInTab({ final: checked ? finalChoice() : null })}>${t("final.consent")}<//>`;
}
