// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { settings } from "../state/configuration.js";
import * as validation from "../validation.js";
import { Button } from "./button.js";
import { CodeField } from "./code-field.js";
import { Field, FieldMessage } from "./field.js";
import { Tag } from "./status.js";

/**
 * An address and the proof that it is the visitor's: send a code, enter it; another address needs another proof.
 * @param {{form: import("./form.js").FormState, proof: import("./proof.js").ProofState, email: string,
 *   onEmail: (email: string) => void, hint: string}} props
 */
export function EmailProof({ form, proof, email, onEmail, hint }) {
  const state = proof.current ? (proof.current.verified ? "proved" : "sent") : "asked";
  useFocusOnChange(state);
  const send = () => {
    if (form.complain(validation.email("email", email))) form.run(proof.request, "send");
  };
  const confirm = () => {
    if (form.complain(proof.check())) form.run(proof.attempt, "confirm");
  };
  /** @param {KeyboardEvent} event */
  const enter = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  };
  if (state === "asked") {
    return html`<${Field} form=${form} name="email" label=${t("email.label")} hint=${hint} type="email" autocomplete="email" spellcheck=${false}
      value=${email} onInput=${onEmail} onKeyDown=${enter}
      after=${html`<${Button} type="button" kind="secondary" busy=${form.busy.value === "send"} onClick=${send}>${t("email.send-code")}<//>`} />`;
  }
  return html`<div class="proof stack" role="group" aria-label=${t("email.label")}>
    <div class="proof-address">
      <p id="email" tabindex="-1"><strong>${email}</strong> ${state === "proved" && html`<${Tag} tone="good" icon="check">${t("email.confirmed")}<//>`}</p>
      <button type="button" class="link-button" onClick=${proof.drop}>${t("email.change")}</button>
    </div>
    <${FieldMessage} form=${form} name="email" />
    ${state === "sent" &&
    html`<${CodeField} form=${form} proof=${proof} hint=${t("code.sent-to", { email, length: settings().codeLength })} onEnter=${confirm}
      after=${html`<${Button} type="button" kind="secondary" busy=${form.busy.value === "confirm"} onClick=${confirm}>${t("code.confirm")}<//>`} />`}
  </div>`;
}

/** Where the visitor goes on: at the code when it was sent, at the address when it is proved or dropped. @param {string} state */
function useFocusOnChange(state) {
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state) document.getElementById(state === "sent" ? "code" : "email")?.focus();
    before.current = state;
  }, [state]);
}
