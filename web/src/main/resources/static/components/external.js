// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { Icon } from "./icon.js";

/** A link that leaves these pages and says so. @param {{href: string, children?: any}} props */
export function External({ href, children }) {
  return html`<a href=${href} target="_blank" rel="noopener">
    <span>${children}</span><${Icon} name="out" /><span class="visually-hidden"> ${t("nav.new-window")}</span>
  </a>`;
}
