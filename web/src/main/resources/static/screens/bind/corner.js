// @ts-check
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { local, t } from "../../i18n/index.js";
import { settings } from "../../state/configuration.js";
import { type, typed } from "../../state/draft.js";

/** The site in the top right corner: it has nothing to do with binding, only with a workspace created later. */
export function SiteCorner() {
  const { sites } = settings();
  useEffect(() => {
    if (!typed("site") && sites.length > 0) type("site", sites[0].id);
  }, []);
  return html`<div class="corner">
    <label for="site">${t("site.label")}</label>
    <select id="site" class="input select" value=${typed("site")} aria-describedby="site-note"
      onChange=${(/** @type {any} */ event) => type("site", event.currentTarget.value)}>
      ${sites.map((site) => html`<option value=${site.id} selected=${site.id === typed("site")}>${local(site.name)}</option>`)}
    </select>
    <p class="hint" id="site-note">${t("site.corner-note")}</p>
  </div>`;
}
