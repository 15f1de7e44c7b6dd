import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */

const LONGEST = 160;

/**
 * What of the conclusions is worth a notice: one that is announced, to whoever did not announce it.
 * @param {Map<string, Body | undefined>} changed each key that changed, with what it was before
 * @param {(key: string) => any} get
 * @param {string} me
 * @returns {{ words: string, tone?: import("live/toasts.js").Tone }[]}
 */
export function conclusionNews(changed, get, me) {
  return [...changed].flatMap(([key, before]) => {
    const after = key.startsWith("conclusions/") ? get(key) : null;
    if (!after || after.announced_at === null || before?.announced_at != null || after.by === me) return [];
    const item = after.item && get(`items/${after.item}`);
    const text = shortened(after.text);
    return [{ words: item ? t("Concluded on {number}. {title}: {text}", { number: item.number, title: item.title, text }) : t("Concluded: {text}", { text }), tone: "info" }];
  });
}

/** @param {string} text */
function shortened(text) {
  const line = text.replaceAll("\n", " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}
