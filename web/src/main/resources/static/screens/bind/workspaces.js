// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../../html.js";
import { t } from "../../i18n/index.js";
import { api } from "../../api.js";
import { activation, closing, expected, presence, refreshActivation } from "../../state/activation.js";
import { announce } from "../../components/announcer.js";
import { ButtonLink } from "../../components/button.js";
import { ConfirmDialog } from "../../components/dialog.js";
import { ErrorSummary } from "../../components/error-summary.js";
import { useForm } from "../../components/form.js";
import { Notice, Waiting } from "../../components/notice.js";
import { Elsewhere, WizardPage } from "../../components/wizard-page.js";
import { SiteCorner } from "./corner.js";
import { useBindable } from "./bindable.js";
import { WorkspaceRow } from "./row.js";

/** @typedef {import("./bindable.js").Bindable} Bindable */

/** The workspaces of the billing account: bind one of them or create one. */
export function Workspaces() {
  const view = activation.value;
  const known = view?.billingAccount || expected.value.billingAccount;
  if (presence.value === "present" && view && !known) {
    return html`<${Elsewhere} title=${t("workspaces.title")} text=${t("workspaces.no-account")} href="/activation" label=${t("continue.go")} />`;
  }
  return html`<${WizardPage} title=${t("workspaces.title")} caption=${t("bind.caption")} back="/activation" corner=${known && html`<${SiteCorner} />`}>
    <${WorkspaceList} />
  <//>`;
}

function WorkspaceList() {
  const form = useForm();
  const list = useBindable(form);
  const asked = useSignal(/** @type {Bindable | null} */ (null));
  const done = useSignal("");
  const bound = new Set((activation.value?.workspaces ?? []).map((workspace) => workspace.workspaceId));
  const bind = (/** @type {Bindable} */ workspace) =>
    form.run(async () => {
      form.complain([]);
      done.value = "";
      await api.bindWorkspace(workspace.workspaceId).finally(list.read);
      done.value = workspace.name;
      announce(t("workspaces.bound-now", { name: workspace.name }));
      refreshActivation();
    }).finally(() => (asked.value = null));
  useEffect(() => {
    if (done.value && asked.value === null) document.getElementById("bound")?.focus();
  }, [done.value, asked.value]);
  const anyBound = bound.size > 0 || done.value !== "";
  const anyBindable = list.items.value?.some((workspace) => workspace.bindable);
  return html`<${ErrorSummary} form=${form} />
    ${done.value && html`<${BoundNow} name=${done.value} />`}
    <p class="lead">${t("workspaces.lead", { userName: activation.value?.billingAccount?.userName ?? "" })}</p>
    ${list.items.value === null && html`<${Waiting} label=${t("form.loading")} />`}
    ${list.items.value?.length === 0 && html`<${Notice} title=${t("workspaces.none-title")}><p>${t("workspaces.none-text")}</p><//>`}
    <ul class="rows">
      ${list.items.value?.map((workspace) => html`<${WorkspaceRow} key=${workspace.workspaceId} workspace=${workspace}
        bound=${bound.has(workspace.workspaceId) || workspace.reason === "BOUND_HERE"} onBind=${() => (asked.value = workspace)} />`)}
    </ul>
    <div class="actions">
      ${anyBound && html`<${ButtonLink} href="/activation/done">${t("form.continue")}<//>`}
      ${closing.value === null &&
      html`<${ButtonLink} kind=${anyBound || anyBindable ? "secondary" : "primary"} icon=${null} href="/activation/workspaces/create">${t("create.go")}<//>`}
    </div>
    ${asked.value &&
    html`<${AskToBind} workspace=${asked.value} busy=${form.busy.value !== ""}
      onConfirm=${() => asked.value && bind(asked.value)} onCancel=${() => (asked.value = null)} />`}`;
}

/** @param {{name: string}} props */
function BoundNow({ name }) {
  return html`<${Notice} id="bound" tone="good" icon="check" title=${t("workspaces.bound-now", { name })}>
    <p>${t("workspaces.bound-text")}</p>
  <//>`;
}

/** @param {{workspace: Bindable, busy: boolean, onConfirm: () => void, onCancel: () => void}} props */
function AskToBind({ workspace, ...rest }) {
  const account = activation.value?.subscription.awsAccountId;
  const isClosed = closing.value !== null;
  useEffect(() => {
    if (isClosed) rest.onCancel();
  }, [isClosed]);
  return html`<${ConfirmDialog} title=${t("workspaces.ask-title", { name: workspace.name })} ...${rest}>
    <p>${account ? t("workspaces.ask-text", { account }) : t("workspaces.ask-text-unknown")}</p>
  <//>`;
}
