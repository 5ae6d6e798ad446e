// @ts-check
import { html } from "../../html.js";
import { language, t, templateName } from "../../i18n/index.js";
import { settings, siteName } from "../../state/configuration.js";
import { typed } from "../../state/draft.js";
import { password, proofOf, tab } from "../../state/tab.js";
import { Tag } from "../../components/status.js";
import { SummaryList } from "../../components/summary-list.js";
import { countryName } from "./countries.js";

const base = "/activation/register";

/** Everything answered so far, by step, each with a link to change it. */
export function Answers() {
  const proved = proofOf("REGISTER", typed("email"))?.verified;
  const { version } = settings().terms;
  const agreed = tab.value.terms === version;
  const template = typed("templateLanguage");
  return html`<section class="stack-small">
      <h2>${t("register.basic.title")}</h2>
      <${SummaryList} rows=${[
        { name: t("site.label"), value: typed("site") && siteName(typed("site")), href: `${base}#site` },
        { name: t("register.user-name"), value: typed("userName"), href: `${base}#userName` },
        { name: t("email.label"), value: typed("email"), href: `${base}#email`, tag: typed("email") && proofTag(proved) },
        { name: t("password.label"), value: password.value && t("password.chosen"), href: `${base}#password` },
        { name: t("register.phone"), value: typed("phone"), href: `${base}#phone` },
      ]} />
    </section>
    <section class="stack-small">
      <h2>${t("register.company.title")}</h2>
      <${SummaryList} rows=${[
        { name: t("company.name"), value: typed("companyName"), href: `${base}/company#companyName` },
        { name: t("company.country"), value: typed("country") && countryName(typed("country"), language.value), href: `${base}/company#country` },
        { name: t("company.address"), value: typed("address"), href: `${base}/company#address` },
        { name: t("company.tax-id"), value: typed("taxId"), href: `${base}/company#taxId` },
        { name: t("company.contact"), value: typed("contactName"), href: `${base}/company#contactName` },
      ]} />
    </section>
    <section class="stack-small">
      <h2>${t("register.workspace.title")}</h2>
      <${SummaryList} rows=${[
        { name: t("workspace.name"), value: typed("workspaceName"), href: `${base}/workspace#workspaceName` },
        { name: t("workspace.language"), value: template && templateName(template), href: `${base}/workspace#templateLanguage` },
        { name: t("method.label"), value: t("method.aws") },
        { name: t("terms.label"), value: agreed ? t("terms.agreed", { version }) : t("terms.not-agreed"), href: `${base}/terms#terms` },
      ]} />
    </section>`;
}

/** @param {boolean | undefined} proved */
function proofTag(proved) {
  return proved
    ? html`<${Tag} tone="good" icon="check">${t("email.confirmed")}<//>`
    : html`<${Tag} tone="waiting" icon="alert">${t("email.unconfirmed")}<//>`;
}
