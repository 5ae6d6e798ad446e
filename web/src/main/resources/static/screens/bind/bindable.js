// @ts-check
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ApiProblem } from "../../api.js";
import { activation } from "../../state/activation.js";

/**
 * @typedef {{workspaceId: string, name: string, site: string, templateLanguage: string, bindable: boolean,
 *   reason: null | "BOUND_HERE" | "PAID_BY_ANOTHER_SUBSCRIPTION"}} Bindable
 */

const triesUntilTheAccountShows = 10;
const pauseBetween = 500;

/**
 * The workspaces of the bound billing account; read again whenever the activation changes.
 * @param {import("../../components/form.js").FormState} form
 */
export function useBindable(form) {
  const items = useSignal(/** @type {Bindable[] | null} */ (null));
  const version = activation.value?.version;
  const read = async () => {
    try {
      items.value = (await patiently()).items;
    } catch (problem) {
      form.refuse(problem);
    }
  };
  useEffect(() => void (version !== undefined && read()), [version]);
  return { items, read };
}

/** The account was bound a moment ago: the list may need another moment to know it. */
async function patiently() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.listBindableWorkspaces();
    } catch (problem) {
      const early = problem instanceof ApiProblem && problem.slug === "billing-account-required";
      if (!early || attempt === triesUntilTheAccountShows) throw problem;
      await new Promise((resolve) => setTimeout(resolve, pauseBetween));
    }
  }
}
