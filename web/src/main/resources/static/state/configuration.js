// @ts-check
import { computed, signal } from "@preact/signals";
import { api } from "../api.js";
import { local } from "../i18n/index.js";

/** @type {import("@preact/signals").Signal<import("../types.js").Configuration | null>} */
export const configuration = signal(null);

/** The configuration could not be read: nothing can be shown yet. */
export const unreachable = signal(false);

export const brandName = computed(() => configuration.value?.brand.name ?? "");

/** Reads what differs from one installation to the next: brand, sites, terms, next steps. */
export async function readConfiguration() {
  try {
    configuration.value = await api.configuration();
    unreachable.value = false;
  } catch {
    unreachable.value = configuration.value === null;
  }
}

/** The configuration, for screens that are only shown once it is there. */
export function settings() {
  return /** @type {import("../types.js").Configuration} */ (configuration.value);
}

/** @param {string} id */
export function siteOf(id) {
  return configuration.value?.sites.find((site) => site.id === id);
}

/** @param {string} id */
export function siteName(id) {
  return local(siteOf(id)?.name) || id;
}
