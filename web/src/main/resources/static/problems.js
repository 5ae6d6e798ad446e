// @ts-check
import { engineNow } from "./api.js";
import { hasMessage, t, timeOfDay } from "./i18n/index.js";

/** @typedef {import("./api.js").ApiProblem} ApiProblem */
/** @typedef {import("./types.js").FieldError} FieldError */
/** @typedef {Record<string, {field: string, href?: string}>} Fields where a JSON pointer or a problem belongs on the form */

/**
 * The sentence for a refused request, in the language of the page; what we have no sentence for speaks for itself.
 * @param {ApiProblem} problem
 */
export function sentenceOf(problem) {
  const key = `problem.${problem.slug}`;
  if (hasMessage(key)) return [t(key), attemptsLeft(problem), again(problem)].filter(Boolean).join(" ");
  const own = [problem.title, problem.detail].filter(Boolean).join(": ") || t("problem.internal-error");
  return problem.traceId ? `${own} ${t("problem.trace", { traceId: problem.traceId })}` : own;
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
  return error.key ? t(error.key, error.values) : (error.text ?? "");
}
