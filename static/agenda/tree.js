// The agenda as a tree, and what is filed under each item. Pure: values in, values out.

/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {Item & { children: Branch[], papers: Paper[] }} Branch */

/** @param {{ position: number }} a @param {{ position: number }} b */
const byPosition = (a, b) => a.position - b.position;

/**
 * @param {Item[]} items
 * @param {Paper[]} papers
 * @param {string | null} [parent]
 * @returns {Branch[]}
 */
export function branches(items, papers, parent = null) {
  return items
    .filter((item) => item.parent === parent)
    .sort(byPosition)
    .map((item) => ({ ...item, papers: papersOf(papers, item.id), children: branches(items, papers, item.id) }));
}

/**
 * Papers of an item, or with null those of the meeting as a whole.
 * @param {Paper[]} papers
 * @param {string | null} item
 */
export function papersOf(papers, item) {
  return papers.filter((paper) => paper.item === item).sort(byPosition);
}

/**
 * Of papers in several versions those that no newer one can be read instead of.
 * @param {Paper[]} papers
 */
export function latestOf(papers) {
  const ready = new Set(papers.filter(({ state }) => state === "ready").map(({ id }) => id));
  return papers.filter(({ replaced_by }) => !replaced_by || !ready.has(replaced_by));
}

/**
 * All that can be read, item by item as they are dealt with, then the papers of the meeting as a whole. Of a paper in several
 * versions it is the latest.
 * @param {Item[]} items
 * @param {Paper[]} papers
 * @returns {{ item: Item | null, papers: Paper[] }[]}
 */
export function readingOrder(items, papers) {
  const latest = latestOf(papers).filter(({ state }) => state === "ready");
  const sections = inOrder(items).map((item) => ({ item, papers: papersOf(latest, item.id) }));
  return [...sections, { item: null, papers: papersOf(latest, null) }];
}

/**
 * The items in the order in which they are dealt with.
 * @param {Item[]} items
 * @param {string | null} [parent]
 * @returns {Item[]}
 */
export function inOrder(items, parent = null) {
  const siblings = items.filter((item) => item.parent === parent).sort(byPosition);
  return siblings.flatMap((item) => [item, ...inOrder(items, item.id)]);
}

/** @param {Item[]} items */
export const openItem = (items) => items.find(({ state }) => state === "open");

/**
 * The item to be opened next: the first pending one, or its first pending child when it only holds others.
 * @param {Item[]} items
 */
export function nextItem(items) {
  const order = inOrder(items);
  const current = order.findIndex(({ state }) => state === "open");
  const later = order.slice(current + 1).find(({ state }) => state === "pending");
  return later ?? order.find(({ state }) => state === "pending");
}
