// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { language, t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { typed, typing } from "../../state/draft.js";
import { Button } from "../../components/button.js";
import { Field, SelectField } from "../../components/field.js";
import { Form, useForm } from "../../components/form.js";
import { companyErrors } from "./answers.js";
import { countries } from "./countries.js";
import { answered, refusalsOf } from "./refusals.js";
import { RegisterStep } from "./step.js";

const fields = ["companyName", "country", "address", "taxId", "contactName"];

/** Step two: who pays. */
export function RegisterCompany() {
  return html`<${RegisterStep} name="company"><${CompanyForm} /><//>`;
}

/** @param {{form: any, name: import("../../state/draft.js").DraftField, [attribute: string]: any}} props */
function Answer({ name, ...field }) {
  return html`<${Field} name=${name} ...${field} value=${typed(name)} onInput=${typing(name)} />`;
}

function CompanyForm() {
  const form = useForm();
  useEffect(() => void (form.errors.value = refusalsOf(fields)), []);
  const submit = () => {
    if (!form.complain(companyErrors())) return;
    answered(fields);
    navigate("/activation/register/workspace");
  };
  return html`<${Form} form=${form} onSubmit=${submit}>
    <${Answer} form=${form} name="companyName" label=${t("company.name")} hint=${t("company.name-hint")} autocomplete="organization" />
    <${SelectField} form=${form} name="country" label=${t("company.country")} autocomplete="country" prompt=${t("form.choose")}
      options=${countries(language.value)} value=${typed("country")} onInput=${typing("country")} />
    <${Answer} form=${form} name="address" label=${t("company.address")} optional autocomplete="street-address" />
    <${Answer} form=${form} name="taxId" label=${t("company.tax-id")} optional hint=${t("company.tax-id-hint")} spellcheck=${false} class="input-half" />
    <${Answer} form=${form} name="contactName" label=${t("company.contact")} hint=${t("company.contact-hint")} autocomplete="name" />
    <div class="actions"><${Button}>${t("form.continue")}<//></div>
  <//>`;
}
