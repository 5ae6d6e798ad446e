// @ts-check
import { html } from "../html.js";
import { described, FieldMessage } from "./field.js";
import { errorAt } from "./form.js";
import { Final } from "./status.js";

/** @typedef {import("./form.js").FormState} FormState */

/**
 * One answer out of a few. `final` marks what cannot be changed later.
 * @param {{form: FormState, name: string, legend: string, hint?: any, final?: boolean, value: string,
 *   onInput: (value: string) => void, options: {value: string, label: string, hint?: string}[]}} props
 */
export function Radios({ form, name, legend, hint, final = false, value, onInput, options }) {
  return html`<fieldset class="field choice ${errorAt(form, name) ? "field-wrong" : ""}" ...${described(form, name, hint)}>
    <legend>${legend}</legend>
    ${final && html`<${Final} />`}
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <${FieldMessage} form=${form} name=${name} />
    ${options.map(
      (option, index) => html`<label class="option">
        <input type="radio" id=${index === 0 ? name : `${name}-${option.value}`} name=${name} value=${option.value}
          checked=${option.value === value} onChange=${() => onInput(option.value)} />
        <span>${option.label}${option.hint && html`<span class="hint">${option.hint}</span>`}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** @param {{form: FormState, name: string, checked: boolean, onInput: (checked: boolean) => void, children?: any}} props */
export function Checkbox({ form, name, checked, onInput, children }) {
  return html`<div class="field ${errorAt(form, name) ? "field-wrong" : ""}">
    <${FieldMessage} form=${form} name=${name} />
    <label class="option">
      <input type="checkbox" id=${name} name=${name} checked=${checked} required
        onChange=${(/** @type {any} */ event) => onInput(event.currentTarget.checked)} ...${described(form, name, null)} />
      <span>${children}</span>
    </label>
  </div>`;
}
