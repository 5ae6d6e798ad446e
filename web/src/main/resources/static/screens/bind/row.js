// @ts-check
import { html } from "../../html.js";
import { t, templateName } from "../../i18n/index.js";
import { closing } from "../../state/activation.js";
import { siteName } from "../../state/configuration.js";
import { Tag } from "../../components/status.js";

/** Where a workspace is and in which language its templates are. @param {{workspace: {site: string, templateLanguage: string}}} props */
export function WorkspaceMeta({ workspace }) {
  const language = templateName(workspace.templateLanguage);
  return html`<p class="muted small">${t("workspace.meta", { site: siteName(workspace.site), language })}</p>`;
}

/**
 * A workspace that can be bound, is bound, or cannot be bound for a reason.
 * @param {{workspace: import("./bindable.js").Bindable, bound: boolean, onBind: () => void}} props
 */
export function WorkspaceRow({ workspace, bound, onBind }) {
  return html`<li class="row">
    <div>
      <h2>${workspace.name}</h2>
      <${WorkspaceMeta} workspace=${workspace} />
      ${!bound && !workspace.bindable && html`<p class="small">${t(`reason.${workspace.reason ?? "OTHER"}`)}</p>`}
    </div>
    ${bound && html`<${Tag} tone="good" icon="check">${t("workspaces.bound")}<//>`}
    ${!bound && !workspace.bindable && html`<${Tag} tone="plain" icon="lock">${t("workspaces.not-bindable")}<//>`}
    ${!bound && workspace.bindable && html`<button type="button" class="button button-secondary" disabled=${closing.value !== null} onClick=${onBind}>
      <span>${t("workspaces.bind")}<span class="visually-hidden"> ${workspace.name}</span></span>
    </button>`}
  </li>`;
}
