// @ts-check
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { html } from "./html.js";
import { t } from "./i18n/index.js";
import { path, startRouter } from "./router.js";
import { followActivation, presence } from "./state/activation.js";
import { configuration, readConfiguration, unreachable } from "./state/configuration.js";
import { keepDraft } from "./state/draft.js";
import { keepTab } from "./state/tab.js";
import { announceChanges, Announcer } from "./components/announcer.js";
import { Footer, Header } from "./components/frame.js";
import { Notice, Waiting } from "./components/notice.js";
import { Page } from "./components/page.js";
import { Activation } from "./screens/activation.js";
import { BindAccount } from "./screens/bind/account.js";
import { BindCode } from "./screens/bind/code.js";
import { CreateWorkspace } from "./screens/bind/create.js";
import { Workspaces } from "./screens/bind/workspaces.js";
import { Done } from "./screens/done.js";
import { Home } from "./screens/home.js";
import { RealmWorkspaces } from "./screens/realm-workspaces.js";
import { RegisterBasic } from "./screens/register/basic.js";
import { RegisterCheck } from "./screens/register/check.js";
import { RegisterCompany } from "./screens/register/company.js";
import { RegisterTerms } from "./screens/register/terms.js";
import { RegisterWorkspace } from "./screens/register/workspace.js";
import { SignIn } from "./screens/sign-in.js";

/** @type {Record<string, () => any>} */
const screens = {
  "/": () => html`<${Home} />`,
  "/activation": () => html`<${Activation} />`,
  "/activation/register": () => html`<${RegisterBasic} />`,
  "/activation/register/company": () => html`<${RegisterCompany} />`,
  "/activation/register/workspace": () => html`<${RegisterWorkspace} />`,
  "/activation/register/terms": () => html`<${RegisterTerms} />`,
  "/activation/register/check": () => html`<${RegisterCheck} />`,
  "/activation/bind": () => html`<${BindAccount} />`,
  "/activation/bind/code": () => html`<${BindCode} />`,
  "/activation/workspaces": () => html`<${Workspaces} />`,
  "/activation/workspaces/create": () => html`<${CreateWorkspace} />`,
  "/activation/done": () => html`<${Done} />`,
  "/console": () => html`<${SignIn} realm="console" />`,
  "/console/workspaces": () => html`<${RealmWorkspaces} realm="console" />`,
  "/billing-center": () => html`<${SignIn} realm="billing-center" />`,
  "/billing-center/workspaces": () => html`<${RealmWorkspaces} realm="billing-center" />`,
};

function App() {
  const place = path.value.replace(/(.)\/+$/, "$1");
  const inActivation = place.startsWith("/activation");
  useEffect(() => {
    if (inActivation && presence.value === "loading") followActivation();
  }, [inActivation]);
  const screen = screens[place];
  return html`<${Header} />
    <div class="frame-body" key=${place}>${configuration.value ? (screen ? screen() : html`<${NotFound} />`) : html`<${NotReady} />`}</div>
    <${Footer} />
    <${Announcer} />`;
}

function NotFound() {
  return html`<${Page} title=${t("not-found.title")}><p class="lead">${t("not-found.text")}</p><//>`;
}

function NotReady() {
  if (!unreachable.value) return html`<main id="main" class="page page-main"><${Waiting} label=${t("form.loading")} /></main>`;
  return html`<${Page} title=${t("unreachable.title")}>
    <${Notice} tone="bad" icon="alert"><p>${t("unreachable.text")}</p><//>
    <p><button type="button" class="button button-primary" onClick=${readConfiguration}>${t("unreachable.retry")}</button></p>
  <//>`;
}

startRouter();
keepTab();
keepDraft();
announceChanges();
readConfiguration();
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
