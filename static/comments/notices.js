import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */

const LONGEST = 80;

/**
 * Where I am mentioned, and was not before.
 * @param {Map<string, Body | undefined>} changed @param {(key: string) => any} get @param {string} me
 * @returns {{words: string, tone?: import("live/toasts.js").Tone}[]}
 */
export function mentionNews(changed, get, me) {
  const news = [...changed].filter(([key, before]) => {
    const after = key.startsWith("comments/") && get(key);
    return after && after.by !== me && after.mentions.includes(me) && !before?.mentions.includes(me);
  });
  return news.map(([key]) => {
    const { by, text } = get(key);
    return { words: t("{name} mentions you: {text}", { name: get(`participants/${by}`)?.name ?? "", text: shortened(text) }) };
  });
}

/** @param {string} text */
function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}
