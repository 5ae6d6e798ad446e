// @ts-check
import { useSignal } from "@preact/signals";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { wordsOf } from "../problems.js";
import { errorAt } from "./form.js";
import { Icon } from "./icon.js";

/** @typedef {import("./form.js").FormState} FormState */

/** @param {{form: FormState, name: string}} props */
export function FieldMessage({ form, name }) {
  const error = errorAt(form, name);
  if (!error) return null;
  return html`<p class="field-error" id="${name}-error">
    <${Icon} name="alert" /><span><span class="visually-hidden">${t("error.prefix")}</span>${wordsOf(error)}</span>
  </p>`;
}

/** What describes the field to a screen reader. @param {FormState} form @param {string} name @param {any} hint */
export function described(form, name, hint) {
  const error = errorAt(form, name);
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return { "aria-describedby": ids || undefined, "aria-invalid": error ? "true" : undefined };
}

/**
 * A labelled answer in one line; whatever else is given goes to the input.
 * @param {{form: FormState, name: string, label: string, hint?: any, optional?: boolean, value: string,
 *   onInput: (value: string) => void, after?: any, [attribute: string]: any}} props
 */
export function Field({ form, name, label, hint, optional = false, value, onInput, after, class: extra = "", ...input }) {
  return html`<div class="field ${errorAt(form, name) ? "field-wrong" : ""}">
    <label for=${name}>${label}${optional && html` <span class="optional">${t("form.optional")}</span>`}</label>
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <${FieldMessage} form=${form} name=${name} />
    <div class="field-row">
      <input
        id=${name}
        name=${name}
        class="input ${extra}"
        type="text"
        required=${!optional}
        value=${value}
        onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)}
        ...${described(form, name, hint)}
        ...${input}
      />${after}
    </div>
  </div>`;
}

/**
 * @param {{form: FormState, name: string, label: string, hint?: any, value: string, onInput: (value: string) => void,
 *   autocomplete?: string, toggle?: boolean, shown?: import("@preact/signals").Signal<boolean>}} props
 */
export function PasswordField({ autocomplete = "new-password", toggle = true, shown, ...field }) {
  const own = useSignal(false);
  const visible = shown ?? own;
  const button = html`<button type="button" class="button button-secondary" aria-pressed=${String(visible.value)}
    onClick=${() => (visible.value = !visible.value)}>${visible.value ? t("password.hide") : t("password.show")}</button>`;
  return html`<${Field} ...${field} type=${visible.value ? "text" : "password"} autocomplete=${autocomplete}
    autocapitalize="none" spellcheck=${false} after=${toggle && button} />`;
}

/**
 * @param {{form: FormState, name: string, label: string, hint?: any, value: string, onInput: (value: string) => void,
 *   options: {value: string, label: string}[], prompt?: string, [attribute: string]: any}} props
 */
export function SelectField({ form, name, label, hint, value, onInput, options, prompt, ...select }) {
  return html`<div class="field ${errorAt(form, name) ? "field-wrong" : ""}">
    <label for=${name}>${label}</label>
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <${FieldMessage} form=${form} name=${name} />
    <select id=${name} name=${name} class="input select" required value=${value}
      onChange=${(/** @type {any} */ event) => onInput(event.currentTarget.value)} ...${described(form, name, hint)} ...${select}>
      ${prompt && html`<option value="" selected=${!value}>${prompt}</option>`}
      ${options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
    </select>
  </div>`;
}
