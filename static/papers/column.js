/**
 * Pages under one another, each as wide as the column. Pure; lengths are in widths of the column, y from its top.
 *
 * @typedef {{tops: number[], ratios: number[], ratio: number, tallest: number}} Column
 *   tops: where each page begins; ratio: the height of all; tallest: the height of the tallest page
 * @typedef {[x0: number, y0: number, x1: number, y1: number]} Sight  the part of a page that is in sight, from its top left corner
 */

export const GAP = 1 / 64;

/** @param {number[]} ratios of the pages, height over width @returns {Column} */
export function stacked(ratios) {
  const tops = [];
  let y = 0;
  for (const ratio of ratios) {
    tops.push(y);
    y += ratio + GAP;
  }
  // Not Math.max(...ratios): a book may have more pages than a call may have arguments.
  return { tops, ratios, ratio: Math.max(0, y - GAP), tallest: ratios.reduce((most, ratio) => Math.max(most, ratio), 0) };
}

/** @param {Column} column @param {number} y @returns {number} the page at this height; above all the first, below all the last */
export function pageAt({ tops }, y) {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tops[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** @param {Column} column @param {number} top @param {number} bottom @returns {[number, number]} the first and the last page between them */
export function rangeOf(column, top, bottom) {
  return [pageAt(column, top), pageAt(column, bottom)];
}

/**
 * The page that is read: the one of which most is to be seen, of as much as could be; the first of several, but at the very end the last.
 * @param {Column} column @param {number} top @param {number} bottom of the window
 */
export function mostInSight(column, top, bottom) {
  const [first, last] = rangeOf(column, top, bottom);
  const isEnd = bottom >= column.ratio;
  let [best, most] = [first, 0];
  for (let i = first; i <= last; i++) {
    const seen = seenOf(column, i, top, bottom);
    if (seen > most + 0.01 || (isEnd && seen > most - 0.01)) [best, most] = [i, Math.max(seen, most)];
  }
  return best;
}

/** @param {Column} column @param {number} i @param {number} top @param {number} bottom @returns {number} 1: as much as there can be */
function seenOf({ tops, ratios }, i, top, bottom) {
  const seen = Math.min(tops[i] + ratios[i], bottom) - Math.max(tops[i], top);
  return Math.max(0, seen) / Math.max(1e-9, Math.min(ratios[i], bottom - top));
}

/**
 * @param {Column} column @param {number} i
 * @param {{left: number, top: number, right: number, bottom: number}} window
 * @returns {Sight | null} null: none of it
 */
export function sightOf({ tops, ratios }, i, window) {
  const [x0, x1] = [Math.max(0, window.left), Math.min(1, window.right)];
  const [y0, y1] = [Math.max(0, window.top - tops[i]), Math.min(ratios[i], window.bottom - tops[i])];
  return x0 < x1 && y0 < y1 ? [x0, y0, x1, y1] : null;
}

/**
 * The same part of the page when it is turned back, in the page's own widths.
 * @param {Sight} sight @param {import("papers/leaves.js").Turn} turn @param {number} ratio of the page as it lies
 * @returns {Sight}
 */
export function upright([x0, y0, x1, y1], turn, ratio) {
  if (turn === 1) return [y0 / ratio, (1 - x1) / ratio, y1 / ratio, (1 - x0) / ratio];
  if (turn === 2) return [1 - x1, ratio - y1, 1 - x0, ratio - y0];
  if (turn === 3) return [1 - y1 / ratio, x0 / ratio, 1 - y0 / ratio, x1 / ratio];
  return [x0, y0, x1, y1];
}
