// @ts-check
import { activation } from "../state/activation.js";
import { place } from "../state/draft.js";

/** @typedef {import("../types.js").ActivationView} ActivationView */

/** @type {Record<string, Record<string, string>>} */
const steps = {
  register: {
    basic: "/activation/register",
    company: "/activation/register/company",
    workspace: "/activation/register/workspace",
    terms: "/activation/register/terms",
    check: "/activation/register/check",
  },
  bind: { account: "/activation/bind", code: "/activation/bind/code" },
};

/** Where the visitor goes on, or null if nothing has been begun. */
export function whereToContinue() {
  const view = activation.value;
  if (!view) return null;
  if (view.workspaces.length > 0 || view.status === "COMPLETED") return "/activation/done";
  if (view.billingAccount) return "/activation/workspaces";
  const { path, step } = place.value;
  return path ? (steps[path]?.[step ?? ""] ?? Object.values(steps[path] ?? {})[0] ?? null) : null;
}
