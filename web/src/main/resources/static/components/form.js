// @ts-check
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { ApiProblem, verifying } from "../api.js";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { errorsOf } from "../problems.js";
import { closing, refreshActivation, sessionIsGone } from "../state/activation.js";
import { ErrorSummary } from "./error-summary.js";

/** @typedef {import("../types.js").FieldError} FieldError */
/** @typedef {ReturnType<typeof useForm>} FormState */

/**
 * Errors and progress of one form. `run` does one thing at a time and turns a refusal into errors of the fields.
 * @param {import("../problems.js").Fields} [fields]
 */
export function useForm(fields = {}) {
  const errors = useSignal(/** @type {FieldError[]} */ ([]));
  const round = useSignal(0);
  const busy = useSignal("");
  return useMemo(() => {
    /** @param {FieldError[]} found @returns {boolean} whether there is nothing to complain about */
    const complain = (found) => {
      errors.value = found;
      if (found.length > 0) round.value++;
      return found.length === 0;
    };
    /** @param {unknown} problem */
    const refuse = (problem) => {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.slug === "session-missing") return sessionIsGone();
      if (problem.slug === "activation-closed") refreshActivation();
      complain(errorsOf(problem, fields));
    };
    /** @param {() => Promise<any>} action @param {string} [name] which of the form's buttons is at work */
    const run = async (action, name = "submit") => {
      if (busy.peek()) return;
      busy.value = name;
      try {
        await action();
      } catch (problem) {
        refuse(problem);
      } finally {
        busy.value = "";
      }
    };
    return { errors, round, busy, complain, refuse, run };
  }, []);
}

/** @param {FormState} form @param {string} field */
export function errorAt(form, field) {
  return form.errors.value.find((error) => error.field === field);
}

/**
 * A form with its error summary; nothing can be entered while the activation is closed.
 * @param {{form: FormState, onSubmit: () => void, open?: boolean, children?: any}} props
 */
export function Form({ form, onSubmit, open, children }) {
  const closed = open === undefined ? closing.value !== null : !open;
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    if (!closed && !form.busy.peek()) onSubmit();
  };
  return html`<${ErrorSummary} form=${form} />
    <form novalidate onSubmit=${submit}>
      <fieldset class="plain stack" disabled=${closed}>${children}</fieldset>
      <${Verifying} form=${form} />
    </form>`;
}

/** Said while nobody knows what became of what was sent; there from the beginning, so that it is read out when it changes. @param {{form: FormState}} props */
function Verifying({ form }) {
  const shown = form.busy.value !== "" && verifying.value;
  return html`<div role="status">
    ${shown && html`<p class="waiting"><span class="spinner" aria-hidden="true"></span>${t("form.verifying")}</p>`}
  </div>`;
}
