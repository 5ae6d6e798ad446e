// @ts-check
import { typed } from "../../state/draft.js";
import { settings } from "../../state/configuration.js";
import { proofOf, tab } from "../../state/tab.js";
import * as validation from "../../validation.js";

/** The answers of the registration: what each step must have and what is sent in the end. */

/** @typedef {import("../../types.js").FieldError} FieldError */

/** @type {import("../../problems.js").Fields} */
export const fieldsOfRegistration = {
  "#/site": { field: "site" },
  "#/userName": { field: "userName" },
  "#/password": { field: "password" },
  "#/email": { field: "email" },
  "#/phone": { field: "phone" },
  "#/verificationId": { field: "email" },
  "#/purpose": { field: "email" },
  "#/company/name": { field: "companyName" },
  "#/company/country": { field: "country" },
  "#/company/address": { field: "address" },
  "#/company/taxId": { field: "taxId" },
  "#/company/contactName": { field: "contactName" },
  "#/workspace/name": { field: "workspaceName" },
  "#/workspace/templateLanguage": { field: "templateLanguage" },
  "#/termsVersion": { field: "terms" },
  "billing-user-name-taken": { field: "userName" },
  "console-user-name-taken": { field: "userName" },
  "mailbox-has-account": { field: "email" },
  "console-mailbox-has-account": { field: "email" },
  "verification-too-soon": { field: "email" },
  "verification-required": { field: "email" },
  "mailbox-limit-reached": { field: "email" },
  "terms-outdated": { field: "terms" },
};

/** @param {{chosen: string}} password @returns {FieldError[]} */
export function basicErrors({ chosen }) {
  return [
    ...validation.required("site", typed("site"), "invalid.site-required"),
    ...validation.newUserName("userName", typed("userName")),
    ...validation.password("password", chosen, settings().passwordPolicy),
    ...emailErrors(),
    ...validation.optionalPhone("phone", typed("phone")),
  ];
}

/** @returns {FieldError[]} */
export function emailErrors() {
  const wrong = validation.email("email", typed("email"));
  if (wrong.length > 0 || proofOf("REGISTER", typed("email"))?.verified) return wrong;
  return [{ field: "email", key: "invalid.email-unconfirmed" }];
}

/** @returns {FieldError[]} */
export function companyErrors() {
  return [
    ...validation.required("companyName", typed("companyName"), "invalid.company-required"),
    ...validation.required("country", typed("country"), "invalid.country-required"),
    ...validation.required("contactName", typed("contactName"), "invalid.contact-required"),
  ];
}

/** @returns {FieldError[]} */
export function workspaceErrors() {
  return [
    ...validation.required("workspaceName", typed("workspaceName"), "invalid.workspace-required"),
    ...validation.required("templateLanguage", typed("templateLanguage"), "invalid.language-required"),
    ...validation.agreed("final", finalIsAgreed(), "invalid.final-required"),
  ];
}

/** @returns {FieldError[]} */
export function termsErrors() {
  return validation.agreed("terms", tab.value.terms === settings().terms.version, "invalid.terms-required");
}

/** What must be agreed to as final: another choice needs another consent. */
export function finalChoice() {
  return `${typed("site")} ${typed("templateLanguage")}`;
}

export function finalIsAgreed() {
  return tab.value.final === finalChoice();
}

/** @param {string} password */
export function registration(password) {
  const text = (/** @type {import("../../state/draft.js").DraftField} */ field) => typed(field).trim();
  return {
    site: typed("site"),
    userName: text("userName"),
    password,
    email: text("email"),
    phone: text("phone") || null,
    verificationId: proofOf("REGISTER", typed("email"))?.verificationId,
    company: {
      name: text("companyName"),
      country: typed("country"),
      address: text("address") || null,
      taxId: text("taxId") || null,
      contactName: text("contactName"),
    },
    workspace: { name: text("workspaceName"), templateLanguage: typed("templateLanguage") },
    termsVersion: tab.value.terms,
  };
}
