/**
 * Which squares of a page drawn larger make it sharp. Pure.
 *
 * @typedef {{width: number, column: number, row: number}} Tile  width: of the whole page as drawn, pixels
 */

import { ENOUGH, WIDTHS } from "papers/pages.js";

export const TILE = 1000;
const LARGER = [4000, 8000];
const MOST = 40;

/** @param {number} pixels of the device that the page takes up @returns {number | null} null: its picture is sharp enough */
export function tiledWidth(pixels) {
  if (pixels * ENOUGH <= WIDTHS[WIDTHS.length - 1]) return null;
  return LARGER.find((width) => width >= pixels * ENOUGH) ?? LARGER[LARGER.length - 1];
}

/**
 * The squares of what is in sight and no more, row by row.
 * @param {import("papers/column.js").Sight | null} sight in widths of the page @param {number} pixels @param {number} ratio
 * @returns {Tile[]}
 */
export function tilesFor(sight, pixels, ratio) {
  const width = tiledWidth(pixels);
  if (!sight || !width) return [];
  const [x0, y0, x1, y1] = sight;
  const columns = between(x0, x1, width, width / TILE);
  const rows = between(y0, y1, width, Math.ceil((width * ratio) / TILE));
  return rows.flatMap((row) => columns.map((column) => ({ width, column, row }))).slice(0, MOST);
}

/** @param {number} from @param {number} to in widths @param {number} width @param {number} count of squares there are */
function between(from, to, width, count) {
  const first = Math.max(0, Math.floor((from * width) / TILE));
  const last = Math.min(count, Math.ceil((to * width) / TILE));
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
}
