// @ts-check
import { html } from "../html.js";
import { Icon } from "./icon.js";

/**
 * A paragraph that must be seen.
 * @param {{tone?: "info" | "good" | "waiting" | "bad", icon?: any, title?: string, id?: string, children?: any}} props
 */
export function Notice({ tone = "info", icon = "info", title, id, children }) {
  return html`<section class="notice notice-${tone}" id=${id} tabindex=${id ? -1 : undefined}>
    <${Icon} name=${icon} />
    <div class="notice-body">${title && html`<h2>${title}</h2>`}${children}</div>
  </section>`;
}

/** @param {{label: string}} props */
export function Waiting({ label }) {
  return html`<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${label}</p>`;
}
