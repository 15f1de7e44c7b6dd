// What becomes of items without debate, said aloud once for all of them. Pure: records before and after.
import { t } from "i18n";

/** @typedef {import("kernel/types.js").Body} Body */

/**
 * @param {Map<string, Body | undefined>} changed each key that changed, with what it was before
 * @param {(key: string) => Body | undefined} get what it is now
 * @returns {import("live/announcer.js").Announcement[]}
 */
export function consentNews(changed, get) {
  const became = (/** @type {string} */ state) =>
    [...changed].filter(([key, before]) => key.startsWith("consents/") && before?.state !== state && get(key)?.state === state).map(([key]) => get(key));
  const titled = (/** @type {Body | undefined} */ consent) => get(`items/${consent?.item}`)?.title ?? "";
  const [adopted, pulled] = [became("adopted"), became("pulled")];
  return [
    ...(adopted.length ? [{ words: t("Adopted together: {count}", { count: adopted.length }), tone: /** @type {const} */ ("ok") }] : []),
    ...pulled.map((one) => ({ words: t("To be debated by itself: {title}", { title: titled(one) }) })),
  ];
}
