/**
 * What is leafed through: the pages of one paper, or of all papers of the meeting, one after the other. Pure.
 *
 * @typedef {import("kernel/types.js").Paper} Paper
 * @typedef {import("kernel/types.js").Item} Item
 * @typedef {0|1|2|3} Turn  quarters clockwise by which a page is turned for its reader
 * @typedef {{paper: Paper, page: number, turn: Turn, ratio: number}} Leaf  ratio: height over width as it lies, turned or not
 * @typedef {{item: Item | null, papers: Paper[]}} Section  the readable papers of an item, or of the meeting as a whole
 */

import { ratioOf } from "papers/pages.js";

/** @param {Paper[]} papers in the order of reading @param {Record<string, Turn>} turns by paper @returns {Leaf[]} */
export function leavesOf(papers, turns) {
  return papers.flatMap((paper) => {
    const turn = turns[paper.id] ?? 0;
    return Array.from({ length: paper.pages ?? 0 }, (_, i) => leafOf(paper, i + 1, turn));
  });
}

/** @param {Paper} paper @param {number} page @param {Turn} turn @returns {Leaf} */
function leafOf(paper, page, turn) {
  const upright = ratioOf(paper, page);
  return { paper, page, turn, ratio: turn % 2 ? 1 / upright : upright };
}

/** @param {Turn} turn @returns {Turn} a quarter further */
export function turnedOn(turn) {
  return /** @type {Turn} */ ((turn + 1) % 4);
}

/**
 * The papers leafed through: the whole meeting's, or only this one; also when it is an old version that is not in the book.
 * @param {Section[]} sections @param {Paper} paper @param {boolean} whole
 */
export function papersToRead(sections, paper, whole) {
  const all = sections.flatMap(({ papers }) => papers);
  return whole && all.some(({ id }) => id === paper.id) ? all : [paper];
}

/** @param {Section[]} sections @param {Paper} paper @returns {{before: Paper | undefined, after: Paper | undefined}} of the same item */
export function besides(sections, paper) {
  const siblings = sections.find(({ papers }) => papers.some(({ id }) => id === paper.id))?.papers ?? [];
  const here = siblings.findIndex(({ id }) => id === paper.id);
  return { before: siblings[here - 1], after: here < 0 ? undefined : siblings[here + 1] };
}
