// @ts-check
import { effect, signal } from "@preact/signals";
import { api, ApiProblem } from "../api.js";
import { onLeaving } from "../router.js";
import { activation, closing, sessionIsGone } from "./activation.js";

/**
 * What the visitor has typed, kept by the engine so that it survives everything. Passwords and codes never get here.
 * @typedef {"userName" | "email" | "phone" | "site" | "companyName" | "country" | "address" | "taxId" | "contactName"
 *   | "workspaceName" | "templateLanguage" | "language" | "bindUserName" | "consoleUserName" | "consoleEmail"
 *   | "consolePhone" | "createVariant"} DraftField
 */

/** @type {import("@preact/signals").Signal<Partial<Record<DraftField, string>>>} */
export const draft = signal({});

/** Where the visitor was: the way chosen and the step on it. */
export const place = signal(/** @type {{path: "register" | "bind" | null, step: string | null}} */ ({ path: null, step: null }));

/** Whether the engine has answered, so that an empty form is not taken for the truth. */
export const draftIsRead = signal(false);

/** @type {import("@preact/signals").Signal<"unchanged" | "saving" | "saved" | "failed">} */
export const saving = signal("unchanged");

const saveAfter = 700;
const longest = 512;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;
/** @type {string | null} */
let readFor = null;

/** @param {DraftField} field */
export function typed(field) {
  return draft.value[field] ?? "";
}

/** @param {DraftField} field @param {string} value */
export function type(field, value) {
  if (draft.peek()[field] === value) return;
  draft.value = { ...draft.peek(), [field]: value };
  saveSoon();
}

/** What a field does with its input. @param {DraftField} field @returns {(value: string) => void} */
export function typing(field) {
  return (value) => type(field, value);
}

/** @param {"register" | "bind"} path @param {string} step */
export function remember(path, step) {
  const known = place.peek();
  if (known.path === path && known.step === step) return;
  place.value = { path, step };
  saveSoon();
}

function saveSoon() {
  saving.value = "saving";
  clearTimeout(due);
  due = setTimeout(() => save(false), saveAfter);
}

/** @param {boolean} leaving */
async function save(leaving) {
  clearTimeout(due);
  due = undefined;
  const kept = Object.entries(draft.peek()).filter(([, value]) => value && value.length <= longest);
  try {
    await api.saveDraft({ ...place.peek(), fields: Object.fromEntries(kept) }, leaving);
    if (due === undefined) saving.value = "saved";
  } catch (problem) {
    if (/** @type {ApiProblem} */ (problem).status === 401) sessionIsGone();
    saving.value = "failed";
  }
}

function saveNow(leaving = false) {
  if (due !== undefined || saving.peek() === "failed") save(leaving);
}

/** @param {string} activationId */
async function read(activationId) {
  readFor = activationId;
  try {
    const found = await api.findDraft();
    draft.value = { ...found.fields, ...draft.peek() };
    if (!place.peek().path) place.value = { path: found.path, step: found.step };
  } catch {
    readFor = null;
  }
  draftIsRead.value = true;
}

/** Reads the draft of each activation that appears and saves it before the page goes away. */
export function keepDraft() {
  effect(() => {
    const id = activation.value?.activationId;
    if (id && id !== readFor && closing.value === null) read(id);
    else if (id) draftIsRead.value = true;
  });
  onLeaving(() => saveNow());
  addEventListener("pagehide", () => saveNow(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saveNow(true);
  });
}
