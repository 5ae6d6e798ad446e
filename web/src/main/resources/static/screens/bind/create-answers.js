// @ts-check
import { typed } from "../../state/draft.js";
import { password, proofOf, tab } from "../../state/tab.js";
import { settings } from "../../state/configuration.js";
import * as validation from "../../validation.js";
import { termsErrors, workspaceErrors } from "../register/answers.js";

/** @typedef {import("../../types.js").FieldError} FieldError */

/** @type {import("../../problems.js").Fields} */
export const fieldsOfCreation = {
  "#/name": { field: "workspaceName" },
  "#/site": { field: "site" },
  "#/templateLanguage": { field: "templateLanguage" },
  "#/termsVersion": { field: "terms" },
  "#/email": { field: "email" },
  "#/consoleAccount/userName": { field: "consoleUserName" },
  "#/consoleAccount/password": { field: "password" },
  "#/consoleAccount/phone": { field: "consolePhone" },
  "#/consoleAccount/verificationId": { field: "email" },
  "console-account-unknown": { field: "email" },
  "console-user-name-taken": { field: "consoleUserName" },
  "mailbox-has-account": { field: "email" },
  "console-mailbox-has-account": { field: "email" },
  "verification-too-soon": { field: "email" },
  "mailbox-limit-reached": { field: "email" },
  "verification-required": { field: "email" },
  "terms-outdated": { field: "terms" },
};

/**
 * @param {string} repeated the password once more
 * @param {import("../../components/proof.js").ProofState} proof
 * @returns {FieldError[]}
 */
export function createErrors(repeated, proof) {
  const variant = validation.required("createVariant", typed("createVariant"), "invalid.variant-required");
  if (variant.length > 0) return variant;
  const [name, language, final] = ["workspaceName", "templateLanguage", "final"].map((field) =>
    workspaceErrors().filter((error) => error.field === field),
  );
  return [
    ...name,
    ...language,
    ...validation.required("site", typed("site"), "invalid.site-required"),
    ...(typed("createVariant") === "NEW" ? newAccountErrors(repeated) : []),
    ...emailErrors(proof),
    ...(typed("createVariant") === "NEW" ? validation.optionalPhone("consolePhone", typed("consolePhone")) : []),
    ...final,
    ...termsErrors(),
  ];
}

/** @param {string} repeated @returns {FieldError[]} */
function newAccountErrors(repeated) {
  const wrong = validation.password("password", password.value, settings().passwordPolicy);
  const differs = wrong.length === 0 && repeated !== password.value;
  return [
    ...validation.newUserName("consoleUserName", typed("consoleUserName")),
    ...wrong,
    ...(differs ? [/** @type {FieldError} */ ({ field: "repeated", key: "invalid.password-differs" })] : []),
  ];
}

/** @param {import("../../components/proof.js").ProofState} proof @returns {FieldError[]} */
function emailErrors(proof) {
  const wrong = validation.email("email", typed("consoleEmail"));
  if (wrong.length > 0 || proof.current) return wrong;
  return [{ field: "email", key: "invalid.email-unconfirmed" }];
}

export function newWorkspace() {
  const verificationId = proofOf("CONSOLE", typed("consoleEmail"))?.verificationId;
  const account = {
    kind: "NEW",
    userName: typed("consoleUserName").trim(),
    password: password.value,
    phone: typed("consolePhone").trim() || null,
    verificationId,
  };
  return {
    name: typed("workspaceName").trim(),
    site: typed("site"),
    templateLanguage: typed("templateLanguage"),
    termsVersion: tab.value.terms,
    consoleAccount: typed("createVariant") === "NEW" ? account : { kind: "EXISTING", verificationId },
  };
}
