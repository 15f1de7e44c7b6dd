import { t } from "i18n";
import { kindWord } from "messages/words.js";

/** @typedef {import("kernel/types.js").Body} Body */
/** @typedef {{ words: string, tone?: import("live/toasts.js").Tone }} News */
/** @typedef {{ me: string, serves: boolean }} Listener */

/**
 * What of the messages is worth a notice: a call for whoever serves, how one's own call stands, a word on the line.
 * @param {Map<string, Body | undefined>} changed each key that changed, with what it was before
 * @param {(key: string) => any} get
 * @param {Listener} listener
 * @returns {News[]}
 */
export function messageNews(changed, get, listener) {
  return [...changed].flatMap(([key, before]) => {
    const after = get(key);
    if (!after) return [];
    if (key.startsWith("calls/")) return ofCall(after, before, get, listener);
    return key.startsWith("line/") && !before && after.by !== listener.me ? [{ words: `${nameOf(get, after.by)}: ${after.text}`, tone: "warn" }] : [];
  });
}

/** @param {any} call @param {Body | undefined} before @param {(key: string) => any} get @param {Listener} listener @returns {News[]} */
function ofCall(call, before, get, { me, serves }) {
  if (serves && !before && call.state === "waiting") {
    return [{ words: t("{name} is calling: {kind}", { name: nameOf(get, call.person), kind: kindWord(call.kind) }), tone: "warn" }];
  }
  if (call.person === me && call.state === "taken" && before?.state !== "taken") {
    return [{ words: t("{name} is on the way.", { name: nameOf(get, call.taken_by) }), tone: "ok" }];
  }
  return [];
}

/** @param {(key: string) => any} get @param {string} person */
const nameOf = (get, person) => get(`participants/${person}`)?.name ?? "";
