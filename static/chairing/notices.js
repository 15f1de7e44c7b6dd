import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */

const LENT = "chair/lent";

/**
 * What is worth saying of who chairs.
 * @param {Map<string, Body | undefined>} changed @param {(key: string) => any} get @param {string} me
 * @returns {{ words: string, tone?: import("live/toasts.js").Tone }[]}
 */
export function chairNews(changed, get, me) {
  if (!changed.has(LENT)) return [];
  const [before, after] = [changed.get(LENT), get(LENT)];
  const who = after ? after.to : before?.of;
  if (!who || (before && after)) return [];
  if (who === me) return [{ words: after ? t("You chair the meeting now.") : t("You chair the meeting again."), tone: "ok" }];
  const { name = "" } = get(`participants/${who}`) ?? {};
  return [{ words: after ? t("{name} chairs the meeting now.", { name }) : t("{name} chairs the meeting again.", { name }) }];
}
