// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { api } from "../api.js";
import { navigate } from "../router.js";
import { brandName } from "../state/configuration.js";
import * as validation from "../validation.js";
import { Button } from "../components/button.js";
import { Field, PasswordField } from "../components/field.js";
import { Form, useForm } from "../components/form.js";
import { Page } from "../components/page.js";

/** @typedef {"console" | "billing-center"} Realm */

/** The login of the Console or of the Billing Center. @param {{realm: Realm}} props */
export function SignIn({ realm }) {
  const name = t(`realm.${realm}`, { brand: brandName.value });
  useEffect(() => {
    api.findSession(realm).then(() => navigate(`/${realm}/workspaces`, { replace: true }), () => {});
  }, [realm]);
  return html`<${Page} title=${t("sign-in.title", { name })}>
    <p class="lead">${t(`sign-in.${realm}`)}</p>
    <${SignInForm} realm=${realm} />
  <//>`;
}

/** @param {{realm: Realm}} props */
function SignInForm({ realm }) {
  const form = useForm({ "#/userName": { field: "userName" }, "#/password": { field: "password" } });
  const userName = useSignal("");
  const password = useSignal("");
  const submit = () => {
    const missing = [
      ...validation.required("userName", userName.value, "invalid.user-name-required"),
      ...(password.value ? [] : [{ field: "password", key: /** @type {const} */ ("invalid.password-required") }]),
    ];
    if (!form.complain(missing)) return;
    form.run(async () => {
      await api.signIn(realm, { userName: userName.value.trim(), password: password.value });
      password.value = "";
      navigate(`/${realm}/workspaces`);
    });
  };
  return html`<${Form} form=${form} open=${true} onSubmit=${submit}>
    <${Field} form=${form} name="userName" label=${t("register.user-name")} autocomplete="username" autocapitalize="none" spellcheck=${false}
      value=${userName.value} onInput=${(/** @type {string} */ value) => (userName.value = value)} />
    <${PasswordField} form=${form} name="password" label=${t("password.label")} autocomplete="current-password"
      value=${password.value} onInput=${(/** @type {string} */ value) => (password.value = value)} />
    <div class="actions"><${Button} busy=${form.busy.value === "submit"}>${t("sign-in.go")}<//></div>
  <//>`;
}
