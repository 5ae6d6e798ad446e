// @ts-check
import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../i18n/index.js";
import { Button } from "./button.js";

/**
 * Asks before something is done; the focus goes back to where it was.
 * @param {{title: string, busy: boolean, onConfirm: () => void, onCancel: () => void, children?: any}} props
 */
export function ConfirmDialog({ title, busy, onConfirm, onCancel, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  /** @param {Event} event */
  const cancel = (event) => {
    event.preventDefault();
    if (!busy) onCancel();
  };
  return html`<dialog class="dialog" ref=${dialog} aria-labelledby="dialog-title" onCancel=${cancel}>
    <h2 id="dialog-title">${title}</h2>
    <div class="stack">${children}</div>
    <div class="actions">
      <${Button} type="button" busy=${busy} onClick=${() => !busy && onConfirm()}>${t("dialog.confirm")}<//>
      <${Button} type="button" kind="secondary" onClick=${cancel}>${t("dialog.cancel")}<//>
    </div>
  </dialog>`;
}
