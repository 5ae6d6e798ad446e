// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { activation, closing, connection, presence } from "../state/activation.js";
import { draftIsRead } from "../state/draft.js";
import { brandName } from "../state/configuration.js";
import { ButtonLink } from "./button.js";
import { Notice, Waiting } from "./notice.js";
import { Page } from "./page.js";
import { PurchaseAside } from "./purchase.js";
import { WaitsFor } from "./why.js";

/**
 * A page of the activation: without a session it says how to begin, while closed it says why.
 * @param {{title: string, caption?: any, back?: string, corner?: any, aside?: boolean, wide?: boolean, children?: any}} props
 */
export function WizardPage({ aside = true, children, ...page }) {
  if (presence.value === "missing") return html`<${NoSession} />`;
  if (presence.value !== "present" || !activation.value || !draftIsRead.value) return html`<${Preparing} />`;
  return html`<${Page} ...${page} aside=${aside && html`<${PurchaseAside} />`}><${ClosingNotice} />${children}<//>`;
}

function NoSession() {
  return html`<${Page} title=${t("no-session.title")}>
    <p class="lead">${t("no-session.text")}</p>
    <ol class="numbered">
      <li>${t("no-session.step-1")}</li>
      <li>${t("no-session.step-2", { brand: brandName.value })}</li>
      <li>${t("no-session.step-3")}</li>
    </ol>
    <p>${t("no-session.kept")}</p>
  <//>`;
}

function Preparing() {
  const label = connection.value === "offline" ? t("live.offline") : presence.value === "preparing" ? t("preparing.text") : t("form.loading");
  return html`<${Page} title=${t("preparing.title")}>
    <${Waiting} label=${label} />
  <//>`;
}

const looks = {
  FAILED: { tone: "bad", icon: "alert" },
  ENDING: { tone: "waiting", icon: "pause" },
  ENDED: { tone: "bad", icon: "cross" },
  EXPIRED: { tone: "waiting", icon: "clock" },
  SUPERSEDED: { tone: "good", icon: "check" },
};

/** Why nothing can be entered, at the top of the page the visitor is on; it takes the focus from the closed form. */
function ClosingNotice() {
  const why = closing.value;
  const before = useRef(why);
  useEffect(() => {
    if (why && before.current !== why) document.getElementById("closing")?.focus();
    before.current = why;
  }, [why]);
  if (!why) return null;
  return html`<${Notice} id="closing" ...${looks[why]} title=${t(`closing.${why}.title`)}>
    <p>${t(`closing.${why}.text`)}</p>
    <p>${t(`closing.${why}.next`, { brand: brandName.value })}</p>
    <${WaitsFor} hindrance=${activation.value?.hindrances[0]} />
  <//>`;
}

/** Leads to where the visitor belongs instead. @param {{title: string, text: string, href: string, label: string}} props */
export function Elsewhere({ title, text, href, label }) {
  return html`<${Page} title=${title} aside=${html`<${PurchaseAside} />`}>
    <p class="lead">${text}</p>
    <p><${ButtonLink} href=${href}>${label}<//></p>
  <//>`;
}
