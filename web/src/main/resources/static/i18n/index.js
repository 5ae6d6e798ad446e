// @ts-check
import { computed, effect, signal } from "@preact/signals";
import { en } from "./en.js";
import { zhHans } from "./zh-hans.js";

/** @typedef {"en" | "zh-Hans"} Language */
/** @typedef {keyof typeof en} MessageKey */
/** @typedef {string | {one: string, other: string}} Message */

/** @type {Record<Language, Record<MessageKey, Message>>} */
const messages = { en, "zh-Hans": zhHans };
const rememberedAs = "language";

/** The languages of the pages with the name each gives itself. */
export const languages = /** @type {{code: Language, name: string}[]} */ ([
  { code: "en", name: "English" },
  { code: "zh-Hans", name: "中文" },
]);

/** @returns {Language} */
function firstLanguage() {
  const wanted = [remembered(), ...navigator.languages].filter(Boolean);
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith("zh")) return "zh-Hans";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

function remembered() {
  try {
    return localStorage.getItem(rememberedAs) ?? "";
  } catch {
    return "";
  }
}

/** The language of the pages. */
export const language = signal(firstLanguage());

/** The language as the engine writes it, for mails and configured texts. */
export const shortLanguage = computed(() => (language.value === "zh-Hans" ? "zh" : "en"));

effect(() => {
  document.documentElement.lang = language.value;
});

/** @param {Language} code */
export function chooseLanguage(code) {
  language.value = code;
  try {
    localStorage.setItem(rememberedAs, code);
  } catch {
    // Storage may be forbidden: the choice then holds for this visit.
  }
}

/**
 * The message in the language of the page, with `{name}` replaced; `count` chooses the plural.
 * @param {MessageKey} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return template(key, values).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * The message in pieces, for a link or emphasis in mid-sentence.
 * @param {MessageKey} key
 * @param {Record<string, any>} values
 * @returns {any[]}
 */
export function pieces(key, values) {
  return template(key, values)
    .split(/\{(\w+)\}/)
    .map((piece, index) => (index % 2 === 1 ? values[piece] : piece));
}

/** The language of a workspace's templates, by its code. @param {string} code */
export function templateName(code) {
  const key = `template-language.${code}`;
  return hasMessage(key) ? t(key) : code;
}

/** Sentences one after the other, as the language writes them. @param {(string | false | null | undefined)[]} all */
export function sentences(...all) {
  return all.filter(Boolean).join(language.value === "zh-Hans" ? "" : " ");
}

/** @param {string} key @returns {key is MessageKey} */
export function hasMessage(key) {
  return Object.hasOwn(en, key);
}

/** @param {MessageKey} key @param {Record<string, any>} values */
function template(key, values) {
  const message = messages[language.value][key] ?? key;
  if (typeof message === "string") return message;
  const plural = new Intl.PluralRules(language.value).select(Number(values.count));
  return plural === "one" ? message.one : message.other;
}

/**
 * A text of the configuration, given in both languages.
 * @param {{en: string, zh: string} | undefined} text
 */
export function local(text) {
  return text?.[shortLanguage.value] ?? text?.en ?? "";
}

/** The visitor's own variant of the language, for dates: en-GB writes them in another way than en-US. */
const locale = computed(() => {
  const [base] = language.value.split("-");
  return navigator.languages.find((tag) => tag.split("-")[0] === base) ?? language.value;
});

/** A number that came as text, as the language writes it; what is none stays as it is. @param {string} text */
export function number(text) {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? new Intl.NumberFormat(locale.value).format(Number(text)) : text;
}

/** @param {string | number | Date} time */
export function dateAndTime(time) {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: "long", timeStyle: "short" }).format(new Date(time));
}

/** @param {string | number | Date} time */
export function day(time) {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: "long" }).format(new Date(time));
}

/** @param {string | number | Date} time */
export function timeOfDay(time) {
  return new Intl.DateTimeFormat(locale.value, { timeStyle: "short" }).format(new Date(time));
}
