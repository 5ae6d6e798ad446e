// @ts-check
import { useSignal } from "@preact/signals";
import { api, engineNow } from "../api.js";
import { shortLanguage } from "../i18n/index.js";
import { settings } from "../state/configuration.js";
import { keepProof, proofOf } from "../state/tab.js";
import * as validation from "../validation.js";

/** Where refusals about codes belong on a form. @type {import("../problems.js").Fields} */
export const codeFields = {
  "#/code": { field: "code" },
  "verification-code-wrong": { field: "code" },
  "verification-code-expired": { field: "code" },
  "verification-attempts-exhausted": { field: "code" },
};

/**
 * The proof that somebody reads a mailbox: ask for a code, try it, ask for another.
 * @param {import("./form.js").FormState} form
 * @param {import("../state/tab.js").Purpose} purpose
 * @param {string} subject the address, or the user name whose mailbox is on file
 */
export function useProof(form, purpose, subject) {
  const code = useSignal("");
  const current = proofOf(purpose, subject);

  const request = async () => {
    const about = purpose === "BIND" ? { userName: subject.trim() } : { email: subject.trim() };
    const sent = await api.requestCode({ purpose, ...about, language: shortLanguage.value });
    keepProof(purpose, { verificationId: sent.verificationId, subject: subject.trim(), verified: false, ...times(sent) });
    code.value = "";
  };
  const another = async () => {
    if (!current) return;
    const sent = await api.requestAnotherCode(current.verificationId);
    keepProof(purpose, { ...current, ...times(sent) });
    code.value = "";
  };
  const attempt = async () => {
    if (!current) return;
    await api.tryCode(current.verificationId, validation.plainCode(code.value));
    keepProof(purpose, { ...current, verified: true });
    code.value = "";
  };
  const check = () => (current?.verified ? [] : validation.code("code", code.value, settings().codeLength));
  const drop = () => keepProof(purpose, null);
  return { code, current, request, another, attempt, check, drop };
}

/** @typedef {ReturnType<typeof useProof>} ProofState */

/** @param {{codeExpiresAt: string, resendAfter: string | number}} sent */
function times({ codeExpiresAt, resendAfter }) {
  const resendAt = typeof resendAfter === "number" ? engineNow() + resendAfter * 1_000 : Date.parse(resendAfter);
  return { codeExpiresAt, resendAt: Number.isFinite(resendAt) ? resendAt : engineNow() + 60_000 };
}
