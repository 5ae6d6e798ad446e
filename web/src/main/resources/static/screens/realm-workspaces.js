// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../html.js";
import { dateAndTime, t } from "../i18n/index.js";
import { api, ApiProblem } from "../api.js";
import { navigate } from "../router.js";
import { brandName } from "../state/configuration.js";
import { sentenceOf } from "../problems.js";
import { Notice, Waiting } from "../components/notice.js";
import { Page } from "../components/page.js";
import { Tag } from "../components/status.js";
import { WorkspaceMeta } from "./bind/row.js";

/** @typedef {import("./sign-in.js").Realm} Realm */

/** @param {Realm} realm */
function useRealm(realm) {
  const userName = useSignal("");
  const items = useSignal(/** @type {any[] | null} */ (null));
  const problem = useSignal(/** @type {ApiProblem | null} */ (null));
  useEffect(() => {
    Promise.all([api.findSession(realm), api.listWorkspaces(realm)]).then(
      ([session, list]) => {
        userName.value = session.userName;
        items.value = list.items;
      },
      (refusal) => (refusal.status === 401 ? navigate(`/${realm}`, { replace: true }) : (problem.value = refusal)),
    );
  }, [realm]);
  return { userName, items, problem };
}

/** The workspaces one can see after signing in. @param {{realm: Realm}} props */
export function RealmWorkspaces({ realm }) {
  const { userName, items, problem } = useRealm(realm);
  const signOut = async () => {
    await api.signOut(realm).catch(() => {});
    navigate(`/${realm}`);
  };
  const corner = userName.value && html`<div class="signed-in">
    <span class="muted small">${t("sign-in.as", { userName: userName.value })}</span>
    <button type="button" class="button button-secondary" onClick=${signOut}>${t("sign-in.out")}</button>
  </div>`;
  return html`<${Page} title=${t(`workspaces-of.${realm}`)} caption=${t(`realm.${realm}`, { brand: brandName.value })} corner=${corner} wide=${true}>
    ${problem.value && html`<${Notice} tone="bad" icon="alert"><p>${sentenceOf(problem.value)}</p><//>`}
    ${!items.value && !problem.value && html`<${Waiting} label=${t("form.loading")} />`}
    ${items.value?.length === 0 && html`<${Notice}><p>${t("workspaces-of.none")}</p><//>`}
    <ul class="rows">
      ${items.value?.map((workspace) => html`<li class="row" key=${workspace.workspaceId}>
        <div><h2>${workspace.name}</h2><${WorkspaceMeta} workspace=${workspace} /></div>
        ${realm === "console"
          ? html`<${Tag} tone="good" icon="check">${t("workspace.ACTIVE")}<//>`
          : html`<${Settlement} settlement=${workspace.settlement} />`}
      </li>`)}
    </ul>
  <//>`;
}

/** How the fees of a workspace are paid. @param {{settlement: {method: string, awsAccountId: string | null, since: string | null, pending: boolean}}} props */
function Settlement({ settlement }) {
  const { method, awsAccountId, since, pending } = settlement;
  return html`<div class="settlement">
    <span class="muted small">${t("settlement.label")}</span>
    ${method === "AWS_MARKETPLACE"
      ? html`<strong>${t("settlement.AWS_MARKETPLACE")}</strong>
          ${awsAccountId && html`<span class="small">${t("settlement.account")} <span class="mono">${awsAccountId}</span></span>`}
          ${pending && html`<${Tag} tone="waiting" icon="clock">${t("settlement.pending")}<//>`}
          ${!pending &&
          since &&
          html`<span class="muted small">${t("settlement.since")} <time datetime=${since}>${dateAndTime(since)}</time></span>`}`
      : html`<strong>${t("settlement.NONE")}</strong>`}
  </div>`;
}
