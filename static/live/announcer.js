// Turns what changed into sentences worth saying aloud. It compares records before and after; it knows no events.

import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */
/** @typedef {{ words: string, tone?: import("live/toasts.js").Tone, together?: import("live/toasts.js").Together }} Announcement */
/** @typedef {{ me: string, entitled: boolean, desk: boolean }} Listener */

/**
 * @param {Map<string, Body | undefined>} changed each key that changed, with what it was before
 * @param {(key: string) => Body | undefined} get what it is now
 * @param {Listener} listener
 * @returns {Announcement[]}
 */
export function announcements(changed, get, listener) {
  const said = [...changed].map(([key, before]) => {
    const after = get(key);
    const kind = key.slice(0, key.indexOf("/"));
    return after && before?.state !== after.state ? SENTENCES[kind]?.(after, listener, before) : null;
  });
  return said.filter((announcement) => announcement != null);
}

// Forty papers become ready one after the other.
const READY = { among: "papers", words: (/** @type {number} */ count) => t("Papers ready: {count}", { count }) };

/** @type {Record<string, (after: any, listener: Listener, before: Body | undefined) => Announcement | null>} */
const SENTENCES = {
  meetings: ({ state }) => {
    if (state === "live") return { words: t("The meeting has started."), tone: "ok" };
    return state === "ended" ? { words: t("The meeting has ended.") } : null;
  },
  items: ({ state, number, title }) => (state === "open" ? { words: t("Now: {number}. {title}", { number, title }) } : null),
  speakers: ({ state, person }, { me }) =>
    state === "speaking" && person === me ? { words: t("You have the floor."), tone: "ok" } : null,
  polls: ({ state, question, keys }, { me, entitled }) => {
    if (keys?.holders.some((/** @type {{person: string}} */ { person }) => person === me)) {
      if (state === "prepared") return { words: t("You keep a key of a secret vote") };
      // Whoever votes finds it on the sheet.
      if (state === "ended" && !entitled) return { words: t("Voting is over. Give your key, so that the ballots can be opened and counted.") };
    }
    if (state === "open" && !entitled) return { words: t("Vote opened: {question}", { question }) };
    return state === "cancelled" ? { words: t("Vote cancelled: {question}", { question }) } : null;
  },
  papers: ({ state, title }, { desk }, before) => {
    if (state === "ready" && before) return { words: t("Paper ready: {title}", { title }), together: READY };
    return state === "failed" && desk ? { words: t("Paper cannot be read: {title}", { title }), tone: "warn" } : null;
  },
};
