// @ts-check
import { signal } from "@preact/signals";
import { readConfiguration } from "../../state/configuration.js";
import { keepInTab, keepProof } from "../../state/tab.js";

/**
 * What the engine refused when all answers were sent, until each is answered anew on its own step.
 * @type {import("@preact/signals").Signal<import("../../types.js").FieldError[]>}
 */
export const refusals = signal([]);

/** @type {Record<string, string>} */
const stepOf = {
  site: "", userName: "", password: "", email: "", phone: "",
  companyName: "/company", country: "/company", address: "/company", taxId: "/company", contactName: "/company",
  workspaceName: "/workspace", templateLanguage: "/workspace", final: "/workspace",
  terms: "/terms",
};

/** Sends each error to the page where it can be answered. @param {import("../../types.js").FieldError[]} errors */
export function atTheirSteps(errors) {
  return errors.map((error) =>
    error.field in stepOf ? { ...error, href: `/activation/register${stepOf[error.field]}#${error.field}` } : error,
  );
}

/** The refusals of some fields, without their links, for the page that has these fields. @param {string[]} fields */
export function refusalsOf(fields) {
  return refusals.peek().filter((error) => fields.includes(error.field)).map((error) => ({ ...error, href: undefined }));
}

/** @param {string[]} fields */
export function answered(fields) {
  refusals.value = refusals.peek().filter((error) => !fields.includes(error.field));
}

/**
 * Draws the consequences: a proof the engine no longer accepts is dropped, new terms are read.
 * @param {(import("../../types.js").FieldError & {problem?: import("../../api.js").ApiProblem})[]} errors
 * @param {import("../../state/tab.js").Purpose} purpose
 */
export async function heed(errors, purpose) {
  const slugs = errors.map((error) => error.problem?.slug);
  if (slugs.includes("verification-required")) keepProof(purpose, null);
  if (!slugs.includes("terms-outdated")) return;
  keepInTab({ terms: null });
  await readConfiguration();
}
