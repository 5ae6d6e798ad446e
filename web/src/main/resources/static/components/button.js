// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { Icon } from "./icon.js";

/** @param {{kind?: "primary" | "secondary" | "quiet", busy?: boolean, type?: string, class?: string, children?: any, [attribute: string]: any}} props */
export function Button({ kind = "primary", busy = false, type = "submit", class: extra = "", children, ...rest }) {
  return html`<button type=${type} class="button button-${kind} ${extra}" aria-disabled=${busy ? "true" : undefined} ...${rest}>
    ${busy && html`<span class="spinner" aria-hidden="true"></span>`}
    <span>${children}</span>
    ${busy && html`<span class="visually-hidden"> ${t("form.busy")}</span>`}
  </button>`;
}

/** A link that looks like a button, for going on. @param {{href: string, kind?: string, icon?: any, children?: any, [attribute: string]: any}} props */
export function ButtonLink({ href, kind = "primary", icon = "forward", children, ...rest }) {
  return html`<a class="button button-${kind}" href=${href} ...${rest}><span>${children}</span>${icon && html`<${Icon} name=${icon} />`}</a>`;
}
