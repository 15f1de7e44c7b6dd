/** The two questions about what this tablet keeps. */
import { boot } from "kernel/boot.js";

const ANSWER_WITHIN_MS = 8_000;

/** @typedef {{ until: number, papers: Record<string, string> }} MayKeep until: when it has to go, ms; papers: SHA-256 by id */
/** @typedef {{ until: number, meetings: Record<string, MayKeep> }} Keepable until: when the session ends, by this tablet's clock */

/** @param {string} device @returns {Promise<import("kernel/vault.js").Given>} */
export function askKey(device) {
  return ask("key", { device });
}

/** @param {string[]} meetings @returns {Promise<Keepable>} those of them that may still be kept */
export function askKeepable(meetings) {
  return ask("keepable", { meetings });
}

/** @param {string} what @param {object} body */
async function ask(what, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": boot().csrf };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS); // nobody should wait for this to enter the room
  const answer = await fetch(`/api/v1/offline/${what}`, { method: "POST", headers, body: JSON.stringify(body), signal });
  if (!answer.ok) throw new Error(`offline: ${answer.status}`);
  const said = await answer.json();
  // A session that ran out must not look like one that somebody ended, because this tablet's clock is slow.
  return { ...said, until: said.until - said.now + Date.now() };
}
