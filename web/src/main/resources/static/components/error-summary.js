// @ts-check
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { wordsOf } from "../problems.js";
import { Icon } from "./icon.js";

/** Whether the page shows errors: its title then begins with "Error: ". */
export const pageHasErrors = signal(false);

/** What is wrong with the form, in one place that takes the focus. @param {{form: import("./form.js").FormState}} props */
export function ErrorSummary({ form }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const errors = form.errors.value;
  const any = errors.length > 0;
  useLayoutEffect(() => {
    pageHasErrors.value = any;
    return () => void (pageHasErrors.value = false);
  }, [any]);
  useLayoutEffect(() => {
    if (any) box.current?.focus();
  }, [form.round.value]);
  if (!any) return null;
  return html`<div class="error-summary" ref=${box} tabindex="-1" role="alert" aria-labelledby="error-summary-title">
    <h2 id="error-summary-title"><${Icon} name="alert" />${t("error.title")}</h2>
    <ul>
      ${errors.map((error) => html`<li><${ErrorLink} error=${error} /></li>`)}
    </ul>
  </div>`;
}

/** @param {{error: import("../types.js").FieldError}} props */
function ErrorLink({ error }) {
  const words = wordsOf(error);
  if (error.href) return html`<a href=${error.href}>${words}</a>`;
  if (!error.field) return html`<span>${words}</span>`;
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    document.getElementById(error.field)?.focus();
  };
  return html`<a href="#${error.field}" onClick=${go}>${words}</a>`;
}
