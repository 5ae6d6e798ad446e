// @ts-check
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { brandName } from "../../state/configuration.js";
import { typed, typing } from "../../state/draft.js";
import { Field, PasswordField } from "../../components/field.js";
import { NewPassword } from "../register/basic.js";

/**
 * The account to be made together with the workspace.
 * @param {{form: import("../../components/form.js").FormState, repeated: import("@preact/signals").Signal<string>}} props
 */
export function NewAccountFields({ form, repeated }) {
  const shown = useSignal(false);
  return html`<${Field} form=${form} name="consoleUserName" label=${t("register.user-name")} hint=${t("create.user-name-hint", { brand: brandName.value })}
      autocomplete="username" autocapitalize="none" spellcheck=${false} value=${typed("consoleUserName")} onInput=${typing("consoleUserName")} />
    <${NewPassword} form=${form} shown=${shown} />
    <${PasswordField} form=${form} name="repeated" label=${t("password.repeat")} toggle=${false} shown=${shown}
      value=${repeated.value} onInput=${(/** @type {string} */ value) => (repeated.value = value)} />
    <${Field} form=${form} name="consolePhone" label=${t("register.phone")} optional type="tel" autocomplete="tel" class="input-half"
      value=${typed("consolePhone")} onInput=${typing("consolePhone")} />`;
}
