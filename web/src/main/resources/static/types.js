// @ts-check

/** @typedef {{en: string, zh: string}} LocalText */
/** @typedef {{id: string, name: LocalText, signInUrl: string}} Site */
/**
 * @typedef {object} Configuration
 * @property {{name: string, supportEmail: string, logoUrl: string | null}} brand
 * @property {Site[]} sites
 * @property {string[]} templateLanguages
 * @property {{version: string, url: string}} terms
 * @property {{title: LocalText, url: string}[]} nextSteps
 * @property {{minLength: number, maxLength: number}} passwordPolicy
 * @property {number} codeLength
 */

/** @typedef {"OPEN" | "PAUSED" | "COMPLETED" | "CANCELLED" | "EXPIRED" | "ENDED" | "SUPERSEDED"} ActivationStatus */
/** @typedef {"WAITING_FOR_AWS" | "CONFIRMED" | "FAILED" | "ENDING" | "ENDED" | "SUPERSEDED"} SubscriptionStatus */
/** @typedef {"CONFIRMED_SUBSCRIPTION" | "BILLING_ACCOUNT" | "BOUND_WORKSPACE"} RequirementName */
/**
 * Why an activation is not complete.
 * @typedef {"NOT_PROCESSED" | "NOT_CONFIRMED" | "NOT_BEGUN" | "PAYMENT_FAILED" | "ENDING" | "ENDED" | "SUPERSEDED" | "EXPIRED"
 *   | "NO_BILLING_ACCOUNT" | "NO_WORKSPACE" | "ACCESS_OVERDUE"} Reason
 */
/** @typedef {{workspaceId: string, name: string, site: string, templateLanguage: string, boundAt: string}} BoundWorkspace */
/**
 * @typedef {object} ActivationView
 * @property {string} activationId
 * @property {number} version
 * @property {ActivationStatus} status
 * @property {{subscriptionId: string, status: SubscriptionStatus, listing: {id: string, title: string, productCode: string},
 *   awsAccountId: string | null, episode: number, openedAt: string, confirmedAt: string | null, freeTrial: boolean}} subscription
 * @property {{name: RequirementName, satisfiedAt: string | null}[]} requirements
 * @property {{reason: Reason, since: string | null, expectedAt: string | null, waitsFor: "AWS" | "BUYER" | "OPERATOR" | "NOBODY"}[]} hindrances
 * @property {{billingAccountId: string, userName: string} | null} billingAccount
 * @property {BoundWorkspace[]} workspaces
 * @property {string} startedAt
 * @property {string} expiresAt
 * @property {string | null} completedAt
 */

/** @typedef {{dimension: string, kind: "INTEGER" | "DOUBLE" | "BOOLEAN" | "STRING" | "UNTOLD", amount: string | null, validUntil: string | null}} Entitlement */
/**
 * What a purchase entitles to, or why to nothing; `readAt` is when AWS was heard of it last.
 * @typedef {{open: boolean, reason: "UNKNOWN_PURCHASE" | "NOT_CONFIRMED" | "PAYMENT_FAILED" | "OVER" | "NEVER_READ" | "TOO_OLD" | null,
 *   readAt: string | null, entitlements: Entitlement[]}} Entitlements
 */

/**
 * What went wrong with an answer: the field and either a message of ours or the engine's own sentence.
 * @typedef {{field: string, key?: import("./i18n/index.js").MessageKey, values?: Record<string, string | number>,
 *   text?: string, href?: string}} FieldError
 */

export {};
