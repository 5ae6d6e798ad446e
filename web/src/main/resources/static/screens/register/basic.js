// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { local, t } from "../../i18n/index.js";
import { navigate } from "../../router.js";
import { settings } from "../../state/configuration.js";
import { typed, typing } from "../../state/draft.js";
import { password } from "../../state/tab.js";
import { Button } from "../../components/button.js";
import { Radios } from "../../components/choice.js";
import { EmailProof } from "../../components/email-proof.js";
import { Field, PasswordField } from "../../components/field.js";
import { Form, useForm } from "../../components/form.js";
import { codeFields, useProof } from "../../components/proof.js";
import { basicErrors, fieldsOfRegistration } from "./answers.js";
import { answered, refusalsOf } from "./refusals.js";
import { RegisterStep } from "./step.js";

const fields = ["site", "userName", "password", "email", "phone"];

/** Step one: site, user name, password, an address that is proved, phone. */
export function RegisterBasic() {
  return html`<${RegisterStep} name="basic"><${BasicForm} /><//>`;
}

function BasicForm() {
  const form = useForm({ ...fieldsOfRegistration, ...codeFields });
  const proof = useProof(form, "REGISTER", typed("email"));
  useEffect(() => void (form.errors.value = refusalsOf(fields)), []);
  const submit = () =>
    form.run(async () => {
      const waitsForCode = proof.current && !proof.current.verified;
      const others = basicErrors({ chosen: password.value }).filter((error) => !waitsForCode || error.field !== "email");
      if (!form.complain([...others, ...(waitsForCode ? proof.check() : [])])) return;
      if (waitsForCode) await proof.attempt();
      answered(fields);
      navigate("/activation/register/company");
    });
  return html`<${Form} form=${form} onSubmit=${submit}>
    <${SiteField} form=${form} />
    <${Field} form=${form} name="userName" label=${t("register.user-name")} hint=${t("register.user-name-hint")} autocomplete="username"
      autocapitalize="none" spellcheck=${false} value=${typed("userName")} onInput=${typing("userName")} />
    <${NewPassword} form=${form} />
    <${EmailProof} form=${form} proof=${proof} email=${typed("email")} onEmail=${typing("email")}
      hint=${t("register.email-hint")} />
    <${Field} form=${form} name="phone" label=${t("register.phone")} optional type="tel" autocomplete="tel" class="input-half"
      value=${typed("phone")} onInput=${typing("phone")} />
    <div class="actions"><${Button} busy=${form.busy.value === "submit"}>${t("form.continue")}<//></div>
  <//>`;
}

/** @param {{form: import("../../components/form.js").FormState}} props */
export function SiteField({ form }) {
  const options = settings().sites.map((site) => ({ value: site.id, label: local(site.name) }));
  return html`<${Radios} form=${form} name="site" legend=${t("site.label")} hint=${t("site.hint")} final options=${options}
    value=${typed("site")} onInput=${typing("site")} />`;
}

/** @param {{form: import("../../components/form.js").FormState, shown?: import("@preact/signals").Signal<boolean>}} props */
export function NewPassword({ form, shown }) {
  const { minLength, maxLength } = settings().passwordPolicy;
  return html`<${PasswordField} form=${form} name="password" label=${t("password.label")} hint=${t("password.hint", { min: minLength, max: maxLength })}
    shown=${shown} value=${password.value} onInput=${(/** @type {string} */ value) => (password.value = value)} />`;
}
