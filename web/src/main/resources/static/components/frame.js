// @ts-check
import { html } from "../html.js";
import { chooseLanguage, language, languages, t } from "../i18n/index.js";
import { configuration } from "../state/configuration.js";
import { Icon } from "./icon.js";

/** The top of every page: who we are and the other language. */
export function Header() {
  const brand = configuration.value?.brand;
  return html`<header class="frame-header">
    <a class="skip" href="#main" onClick=${skip}>${t("nav.skip")}</a>
    <div class="frame-inner">
      <a class="brand" href="/">
        ${brand?.logoUrl ? html`<img src=${brand.logoUrl} alt="" class="brand-logo" />` : html`<span class="brand-mark"><${Icon} name="anchor" /></span>`}
        <span>${brand?.name}</span>
      </a>
      <${LanguageSwitch} />
    </div>
  </header>`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  /** @type {HTMLElement | null} */ (document.querySelector("main h1"))?.focus();
}

function LanguageSwitch() {
  return html`<nav class="languages" aria-label=${t("nav.language")}>
    <ul>
      ${languages.map(
        ({ code, name }) => html`<li>
          <button type="button" lang=${code} aria-pressed=${String(code === language.value)} onClick=${() => chooseLanguage(code)}>
            ${name}
          </button>
        </li>`,
      )}
    </ul>
  </nav>`;
}

/** The foot of every page: help, always in the same place. */
export function Footer() {
  const email = configuration.value?.brand.supportEmail;
  return html`<footer class="frame-footer">
    <div class="frame-inner">
      <p>${t("footer.help")} ${email && html`<a href="mailto:${email}">${email}</a>`}</p>
      <ul>
        <li><a href="/console">${t("footer.console")}</a></li>
        <li><a href="/billing-center">${t("footer.billing-center")}</a></li>
      </ul>
    </div>
  </footer>`;
}
