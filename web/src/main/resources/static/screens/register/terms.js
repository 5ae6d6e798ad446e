// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { pieces, t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { brandName, settings } from "../../state/configuration.js";
import { keepInTab, tab } from "../../state/tab.js";
import { Button } from "../../components/button.js";
import { Checkbox } from "../../components/choice.js";
import { External } from "../../components/external.js";
import { Form, useForm } from "../../components/form.js";
import { termsErrors } from "./answers.js";
import { answered, refusalsOf } from "./refusals.js";
import { RegisterStep } from "./step.js";

/** Step four: the terms, in the version shown. */
export function RegisterTerms() {
  return html`<${RegisterStep} name="terms"><${TermsForm} /><//>`;
}

function TermsForm() {
  const form = useForm();
  useEffect(() => void (form.errors.value = refusalsOf(["terms"])), []);
  const submit = () => {
    if (!form.complain(termsErrors())) return;
    answered(["terms"]);
    navigate("/activation/register/check");
  };
  return html`<${Form} form=${form} onSubmit=${submit}>
    <p class="lead">${t("terms.lead", { brand: brandName.value })}</p>
    <p>${t("terms.settlement")}</p>
    <${TermsConsent} form=${form} />
    <div class="actions"><${Button}>${t("form.continue")}<//></div>
  <//>`;
}

/** The consent to the terms. @param {{form: import("../../components/form.js").FormState}} props */
export function TermsConsent({ form }) {
  const { version, url } = settings().terms;
  const link = html`<${External} href=${url}>${t("terms.link")}<//>`;
  return html`<${Checkbox} form=${form} name="terms" checked=${tab.value.terms === version}
    onInput=${(/** @type {boolean} */ checked) => keepInTab({ terms: checked ? version : null })}>${pieces("terms.consent", { link, version })}<//>`;
}
