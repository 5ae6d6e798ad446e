// @ts-check

/**
 * The engine's rules once more, so that a slip is named before anything is sent. The engine has the last word.
 * Each check gives the errors of one answer: none or one.
 */

/** @typedef {import("./types.js").FieldError} FieldError */
/** @typedef {import("./i18n/index.js").MessageKey} MessageKey */

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const userNameShape = /^[\p{L}\p{M}\p{N}._@-]{2,64}$/u;
const phoneShape = /^[+()./\-\s\d]{5,32}$/;

/** @param {string} field @param {string} value @param {MessageKey} key @returns {FieldError[]} */
export function required(field, value, key) {
  return value.trim() ? [] : [{ field, key }];
}

/** @param {string} field @param {string} value @returns {FieldError[]} */
export function newUserName(field, value) {
  if (!value.trim()) return [{ field, key: "invalid.user-name-required" }];
  return userNameShape.test(value.trim()) ? [] : [{ field, key: "invalid.user-name" }];
}

/** @param {string} field @param {string} value @returns {FieldError[]} */
export function email(field, value) {
  if (!value.trim()) return [{ field, key: "invalid.email-required" }];
  return emailShape.test(value.trim()) && value.trim().length <= 254 ? [] : [{ field, key: "invalid.email" }];
}

/** @param {string} field @param {string} value @returns {FieldError[]} */
export function optionalPhone(field, value) {
  return !value.trim() || phoneShape.test(value.trim()) ? [] : [{ field, key: "invalid.phone" }];
}

/**
 * @param {string} field @param {string} value @param {{minLength: number, maxLength: number}} policy
 * @returns {FieldError[]}
 */
export function password(field, value, { minLength, maxLength }) {
  const length = [...value].length;
  if (length === 0) return [{ field, key: "invalid.password-required" }];
  const values = { min: minLength, max: maxLength };
  return length >= minLength && length <= maxLength ? [] : [{ field, key: "invalid.password-length", values }];
}

/** @param {string} field @param {string} value @param {number} length @returns {FieldError[]} */
export function code(field, value, length) {
  const digits = plainCode(value);
  if (!digits) return [{ field, key: "invalid.code-required", values: { length } }];
  return new RegExp(`^\\d{${length}}$`).test(digits) ? [] : [{ field, key: "invalid.code", values: { length } }];
}

/** The code without the blanks and hyphens people type. @param {string} value */
export function plainCode(value) {
  return value.normalize("NFKC").replace(/[\s\-‐-―]/g, "");
}

/** @param {string} field @param {boolean} given @param {MessageKey} key @returns {FieldError[]} */
export function agreed(field, given, key) {
  return given ? [] : [{ field, key }];
}
