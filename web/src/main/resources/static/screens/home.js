// @ts-check
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { brandName } from "../state/configuration.js";
import { ButtonLink } from "../components/button.js";
import { Page } from "../components/page.js";

/** The address itself: where to go from here. */
export function Home() {
  const brand = brandName.value;
  return html`<${Page} title=${t("home.title", { brand })}>
    <p class="lead">${t("home.text", { brand })}</p>
    <div class="cards">
      <section class="card">
        <h2>${t("home.activate")}</h2>
        <p>${t("home.activate-text")}</p>
        <p><${ButtonLink} href="/activation">${t("home.activate-go")}<//></p>
      </section>
      <section class="card">
        <h2>${t("realm.console", { brand })}</h2>
        <p>${t("home.console-text")}</p>
        <p><${ButtonLink} kind="secondary" href="/console">${t("home.console-go")}<//></p>
      </section>
      <section class="card">
        <h2>${t("realm.billing-center", { brand })}</h2>
        <p>${t("home.billing-text")}</p>
        <p><${ButtonLink} kind="secondary" href="/billing-center">${t("home.billing-go")}<//></p>
      </section>
    </div>
  <//>`;
}
