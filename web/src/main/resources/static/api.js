// @ts-check
import { signal } from "@preact/signals";

/**
 * All HTTP of the pages. A request that is refused rejects with an {@link ApiProblem}; one that got no
 * answer rejects with an ApiProblem whose slug is `network`.
 */

/** @typedef {{pointer: string, message: string, code?: string}} FieldProblem */

export class ApiProblem extends Error {
  /** @param {number} status @param {Record<string, any>} document @param {number | null} [retryAfter] */
  constructor(status, document, retryAfter = null) {
    super(document.title ?? "");
    this.status = status;
    this.slug = String(document.type ?? "").replace(/^.*\/problems\//, "") || "unknown";
    this.title = String(document.title ?? "");
    this.detail = String(document.detail ?? "");
    this.traceId = document.traceId ?? null;
    /** @type {FieldProblem[]} */
    this.errors = Array.isArray(document.errors) ? document.errors : [];
    /** @type {number | null} */
    this.retryAfter = Number(document.retryAfter ?? retryAfter) || null;
    /** @type {number | null} */
    this.attemptsLeft = document.attemptsLeft ?? null;
  }
}

const timeLimit = 30_000;

/** How long to wait each time before a request that creates something, and of which nothing is known, is sent once more with its key. */
const pauses = [1_000, 1_000, 2_000, 2_000, 4_000, 8_000];
const longestPause = 10_000;

/** Whether it is being found out what became of such a request. */
export const verifying = signal(false);

let clockOffset = 0;

/** The engine's time in milliseconds, so that a wrong clock of the computer spoils no countdown. */
export function engineNow() {
  return Date.now() + clockOffset;
}

/** @param {Response} response */
function readClock(response) {
  const date = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isFinite(date) && Math.abs(date - Date.now()) > 2_000) clockOffset = date - Date.now();
}

/**
 * @param {string} method @param {string} path
 * @param {{body?: string, headers?: Record<string, string>, keepalive?: boolean}} [options]
 */
async function send(method, path, { body, headers = {}, keepalive = false } = {}) {
  /** @type {Record<string, string>} */
  const contentType = body === undefined ? {} : { "Content-Type": "application/json" };
  try {
    const response = await fetch(path, {
      method,
      body,
      keepalive,
      headers: { Accept: "application/json, application/problem+json", ...contentType, ...headers },
      credentials: "same-origin",
      cache: "no-store",
      signal: keepalive ? undefined : AbortSignal.timeout(timeLimit),
    });
    readClock(response);
    return response;
  } catch {
    throw noAnswer();
  }
}

const noAnswer = () => new ApiProblem(0, { type: "/problems/network" });

/** @param {Response} response */
async function answerOf(response) {
  const text = await response.text().catch(() => {
    throw noAnswer();
  });
  const json = parsed(text);
  if (response.ok) return json;
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  throw new ApiProblem(response.status, json ?? {}, retryAfter);
}

/** @param {string} text */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** @param {string} path */
const get = async (path) => answerOf(await send("GET", path));

/** @param {string} path @param {any} body */
const post = async (path, body) => answerOf(await send("POST", path, { body: JSON.stringify(body) }));

/** @param {string} path */
const remove = async (path) => answerOf(await send("DELETE", path));

/** @type {Map<string, {body: string, key: string, running: Promise<any> | null}>} */
const submissions = new Map();

/**
 * A POST that creates something once. The same body keeps its key until the engine has said yes or no, and while
 * one is on its way a second press gets the same promise: neither a double click nor a lost answer does it twice. What got no
 * answer has not failed: it is sent again with its key, which finds out what became of it.
 * @param {string} path @param {any} content
 * @returns {Promise<any>}
 */
function create(path, content) {
  const body = JSON.stringify(content);
  let submission = submissions.get(path);
  if (submission?.body !== body) {
    submission = { body, key: newKey(), running: null };
    submissions.set(path, submission);
  }
  submission.running ??= decided(path, submission).finally(() => (submission.running = null));
  return submission.running;
}

/** @param {string} path @param {{body: string, key: string}} submission */
async function decided(path, submission) {
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const headers = { "Idempotency-Key": `"${submission.key}"` };
        const answer = await answerOf(await send("POST", path, { body: submission.body, headers }));
        submissions.delete(path);
        return answer;
      } catch (problem) {
        const refusal = /** @type {ApiProblem} */ (problem);
        if (!isUndecided(refusal)) submissions.delete(path);
        const wait = Math.max(pauses[attempt] ?? Infinity, (refusal.retryAfter ?? 0) * 1_000);
        if (!isUndecided(refusal) || wait > longestPause) throw refusal;
        verifying.value = true;
        await pause(wait);
      }
    }
  } finally {
    verifying.value = false;
  }
}

/** Whether it may have been done, or may still be: no answer, none to the end, or another one with this key at work. @param {ApiProblem} refusal */
const isUndecided = (refusal) => refusal.status === 0 || refusal.status >= 500 || refusal.slug === "idempotency-key-in-flight";

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * The activation if it is newer than the one known by `etag`, else null.
 * @param {string | null} etag
 */
async function findActivation(etag) {
  const response = await send("GET", "/api/activation", { headers: etag ? { "If-None-Match": etag } : {} });
  if (response.status === 304) return null;
  return { view: await answerOf(response), etag: response.headers.get("ETag") };
}

export const api = {
  configuration: () => get("/api/configuration"),

  findActivation,
  /** Reconnects by itself and sends Last-Event-ID, as every EventSource does. */
  watchActivation: () => new EventSource("/api/activation/events"),
  leaveActivation: () => remove("/api/activation/session"),

  findEntitlements: () => get("/api/activation/entitlements"),

  findDraft: () => get("/api/activation/draft"),
  /** @param {object} draft @param {boolean} leaving the page is being closed: the request must outlive it */
  saveDraft: async (draft, leaving) =>
    answerOf(await send("PUT", "/api/activation/draft", { body: JSON.stringify(draft), keepalive: leaving })),

  /** @param {{purpose: string, email?: string, userName?: string, language: string}} request */
  requestCode: (request) => create("/api/activation/verifications", request),
  /** @param {string} id */
  requestAnotherCode: (id) => create(`/api/activation/verifications/${encodeURIComponent(id)}/codes`, {}),
  /** @param {string} id @param {string} code */
  tryCode: (id, code) => post(`/api/activation/verifications/${encodeURIComponent(id)}/attempts`, { code }),

  /** @param {object} registration */
  register: (registration) => create("/api/activation/registration", registration),
  /** @param {string} verificationId */
  bindBillingAccount: (verificationId) => create("/api/activation/billing-account", { verificationId }),
  listBindableWorkspaces: () => get("/api/activation/workspaces"),
  /** @param {string} workspaceId */
  bindWorkspace: (workspaceId) => create("/api/activation/bindings", { workspaceId }),
  /** @param {object} workspace */
  createWorkspace: (workspace) => create("/api/activation/workspaces", workspace),

  /** @param {string} realm @param {{userName: string, password: string}} credentials */
  signIn: (realm, credentials) => post(`/api/${realm}/session`, credentials),
  /** @param {string} realm */
  findSession: (realm) => get(`/api/${realm}/session`),
  /** @param {string} realm */
  signOut: (realm) => remove(`/api/${realm}/session`),
  /** @param {string} realm */
  listWorkspaces: (realm) => get(`/api/${realm}/workspaces`),
};
