// Which items of a long agenda a wall shows. Pure: values in, values out.

/** @typedef {import("kernel/types.js").Item} Item */

// So many lines are legible from ten metres.
const MOST = 7;

/**
 * As many as fit: the open item, or the next one, with one before it and as many as possible after it.
 * @param {Item[]} items in order
 * @returns {{ shown: Item[], before: number, after: number }}
 */
export function around(items) {
  const open = items.findIndex(({ state }) => state === "open");
  const next = items.findIndex(({ state }) => state === "pending");
  const now = open >= 0 ? open : next >= 0 ? next : items.length - 1;
  const start = Math.max(0, Math.min(now - 1, items.length - MOST));
  const shown = items.slice(start, start + MOST);
  return { shown, before: start, after: items.length - start - shown.length };
}
