// @ts-check
import { effect, signal } from "@preact/signals";
import { activation } from "./activation.js";

/**
 * What must not reach the draft: the password lives in memory only; proofs of mailboxes and the consents live as long
 * as the tab, and belong to one activation.
 */

/** @typedef {"REGISTER" | "CONSOLE" | "BIND"} Purpose */
/**
 * @typedef {object} Proof
 * @property {string} verificationId
 * @property {string} subject the address, or the user name, that the code was asked for
 * @property {string} codeExpiresAt
 * @property {number} resendAt
 * @property {boolean} verified
 */
/** @typedef {{activationId: string | null, proofs: Partial<Record<Purpose, Proof>>, terms: string | null, final: string | null}} Tab */

/** The password being chosen; gone with the page. */
export const password = signal("");

const rememberedAs = "activation";
/** @type {Tab} */
const nothing = { activationId: null, proofs: {}, terms: null, final: null };

/** @type {import("@preact/signals").Signal<Tab>} */
export const tab = signal(remembered());

/** @returns {Tab} */
function remembered() {
  try {
    return { ...nothing, ...JSON.parse(sessionStorage.getItem(rememberedAs) ?? "{}") };
  } catch {
    return nothing;
  }
}

/** @param {Partial<Tab>} change */
export function keepInTab(change) {
  tab.value = { ...tab.peek(), ...change };
  try {
    sessionStorage.setItem(rememberedAs, JSON.stringify(tab.peek()));
  } catch {
    // Storage may be forbidden: a reload then asks again.
  }
}

/** @param {Purpose} purpose @param {Proof | null} proof */
export function keepProof(purpose, proof) {
  keepInTab({ proofs: { ...tab.peek().proofs, [purpose]: proof ?? undefined } });
}

/**
 * The proof of this very subject; one of another address counts for nothing.
 * @param {Purpose} purpose @param {string} subject
 */
export function proofOf(purpose, subject) {
  const proof = tab.value.proofs[purpose];
  return proof && proof.subject === subject.trim() ? proof : null;
}

export function forgetTab() {
  password.value = "";
  keepInTab(nothing);
}

/** Forgets what belonged to another activation. */
export function keepTab() {
  effect(() => {
    const id = activation.value?.activationId;
    if (!id || id === tab.peek().activationId) return;
    keepInTab({ ...(tab.peek().activationId ? nothing : tab.peek()), activationId: id });
  });
}
