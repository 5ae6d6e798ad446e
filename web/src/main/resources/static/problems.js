// @ts-check
import { engineNow } from "./api.js";
import { hasMessage, sentences, t, timeOfDay } from "./i18n/index.js";

import { brandName, configuration } from "./state/configuration.js";

/** @typedef {import("./api.js").ApiProblem} ApiProblem */
/** @typedef {import("./types.js").FieldError} FieldError */
/** @typedef {Record<string, {field: string, href?: string}>} Fields where a JSON pointer or a problem belongs on the form */

/**
 * The sentence for a refused request, in the language of the page; what we have no sentence for speaks for itself.
 * @param {ApiProblem} problem
 */
export function sentenceOf(problem) {
  const key = `problem.${problem.slug}`;
  if (hasMessage(key)) return sentences(t(key, { brand: brandName.value }), attemptsLeft(problem), again(problem));
  const own = [problem.title, problem.detail].filter(Boolean).join(": ") || t("problem.internal-error");
  return sentences(own, problem.traceId && t("problem.trace", { traceId: problem.traceId }));
}

/** @param {ApiProblem} problem */
function attemptsLeft(problem) {
  return problem.attemptsLeft === null ? "" : t("problem.attempts-left", { count: problem.attemptsLeft });
}

/** @param {ApiProblem} problem */
function again(problem) {
  if (!problem.retryAfter || problem.slug.startsWith("idempotency")) return "";
  if (problem.retryAfter < 90) return t("problem.retry-in", { count: problem.retryAfter });
  return t("problem.retry-at", { time: timeOfDay(engineNow() + problem.retryAfter * 1_000 + 59_000) });
}

/**
 * A refused request as errors of the form: each at its field where the engine named one.
 * @param {ApiProblem} problem @param {Fields} fields
 * @returns {(FieldError & {problem?: ApiProblem})[]}
 */
export function errorsOf(problem, fields) {
  const named = problem.errors.filter((error) => fields[error.pointer]);
  if (named.length === 0) return [{ ...(fields[problem.slug] ?? { field: "" }), problem }];
  return named.map((error) => ({ ...fields[error.pointer], ...wordsFor(error) }));
}

/** @param {import("./api.js").FieldProblem} error @returns {Partial<FieldError>} */
function wordsFor(error) {
  const key = `invalid.${error.code}`;
  return hasMessage(key) ? { key } : { text: error.message };
}

/** @param {FieldError & {problem?: ApiProblem}} error */
export function wordsOf(error) {
  if (error.problem) return sentenceOf(error.problem);
  return error.key ? t(error.key, { ...wordsAround(error.field), ...error.values }) : (error.text ?? "");
}

/** What a sentence about a field may name: the field itself and the limits it has. @param {string} field */
function wordsAround(field) {
  const label = labels[field];
  const limits = configuration.value;
  return {
    field: label ? t(label) : field,
    min: limits?.passwordPolicy.minLength ?? "",
    max: limits?.passwordPolicy.maxLength ?? "",
    length: limits?.codeLength ?? "",
  };
}

/** @type {Record<string, import("./i18n/index.js").MessageKey>} */
const labels = {
  site: "site.label", userName: "register.user-name", consoleUserName: "register.user-name", bindUserName: "bind.user-name",
  password: "password.label", email: "email.label", phone: "register.phone", consolePhone: "register.phone", code: "code.label",
  companyName: "company.name", country: "company.country", address: "company.address", taxId: "company.tax-id",
  contactName: "company.contact", workspaceName: "workspace.name", templateLanguage: "workspace.language", terms: "terms.label",
};
