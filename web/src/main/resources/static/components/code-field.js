// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { engineNow } from "../api.js";
import { html } from "../html.js";
import { sentences, t, timeOfDay } from "../i18n/index.js";
import { settings } from "../state/configuration.js";
import { Field } from "./field.js";

/** @param {number} until @returns {number} the whole seconds still to wait */
function useSecondsUntil(until) {
  const left = useSignal(0);
  useEffect(() => {
    const count = () => (left.value = Math.max(0, Math.ceil((until - engineNow()) / 1_000)));
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left.value;
}

/**
 * The one-time code in one field, with the way to another one.
 * @param {{form: import("./form.js").FormState, proof: import("./proof.js").ProofState, hint: string,
 *   onEnter?: () => void, after?: any}} props
 */
export function CodeField({ form, proof, hint, onEnter, after }) {
  const expires = proof.current && timeOfDay(proof.current.codeExpiresAt);
  /** @param {KeyboardEvent} event */
  const enter = (event) => {
    if (event.key !== "Enter" || !onEnter) return;
    event.preventDefault();
    onEnter();
  };
  return html`<${Field} form=${form} name="code" label=${t("code.label")} class="input-code"
      hint=${sentences(hint, expires && t("code.valid-until", { time: expires }))}
      value=${proof.code.value} onInput=${(/** @type {string} */ value) => (proof.code.value = value)}
      inputmode="numeric" autocomplete="one-time-code" maxlength=${settings().codeLength * 3} onKeyDown=${enter} after=${after} />
    <${Another} form=${form} proof=${proof} />`;
}

/** @param {{form: import("./form.js").FormState, proof: import("./proof.js").ProofState}} props */
function Another({ form, proof }) {
  const seconds = useSecondsUntil(proof.current?.resendAt ?? 0);
  const send = () =>
    form.run(async () => {
      await proof.another();
      form.complain([]);
      document.getElementById("code")?.focus();
    }, "another");
  return html`<p class="code-again">
    <span class="muted">${t("code.not-arrived")}</span>
    <button type="button" class="link-button" disabled=${seconds > 0} onClick=${send}>
      ${seconds > 0 ? t("code.another-in", { count: seconds }) : t("code.another")}
    </button>
  </p>`;
}
