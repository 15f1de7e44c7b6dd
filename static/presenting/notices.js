import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */

const PRESENTER = "presenting/presenter";

/**
 * What is worth saying of who presents.
 * @param {Map<string, Body | undefined>} changed @param {(key: string) => any} get @param {string} me
 * @returns {{ words: string, tone?: import("live/toasts.js").Tone }[]}
 */
export function presenterNews(changed, get, me) {
  if (!changed.has(PRESENTER)) return [];
  const [before, after] = [changed.get(PRESENTER)?.person, get(PRESENTER)?.person];
  if (before === after) return [];
  if (after === me) return [{ words: t("You present now: everybody sees the pages that you show."), tone: "ok" }];
  if (before === me) return [{ words: t("You present no longer.") }];
  return after ? [{ words: t("{name} presents now.", { name: get(`participants/${after}`)?.name ?? "" }) }] : [];
}
