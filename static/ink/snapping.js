/** A highlighter that runs along a line of print covers its words, no more and no less. Pure; in page space. */

import { boxOf, UNITS } from "ink/geometry.js";
import { NO_PRESSURE } from "ink/tools.js";

/** @typedef {import("papers/reading.js").Word} Word */
/** @typedef {import("ink/geometry.js").Box} Box */
/** @typedef {{points: number[], width: number}} Mark */

const WIDEST = 500;
const COVERED = 0.4; // so much of a word must be passed over for the word to be meant
const CAP = 0.35; // the ends are round: they reach beyond the last point by half the width

/** @param {Mark} stroke @param {Word[]} words of the page @returns {Mark | null} null: it does not run along words */
export function snapped({ points, width }, words) {
  const [left, top, right, bottom] = boxOf({ points, width: 0 });
  if (bottom - top > width || right - left < width / 2) return null;
  const touched = words.map((word) => ({ line: word.line, box: inUnits(word.box) })).filter(({ box }) => isPassed(box, left, right));
  const middle = (top + bottom) / 2;
  const distance = (/** @type {Box} */ box) => Math.abs((box[1] + box[3]) / 2 - middle);
  const [nearest] = touched.sort((a, b) => distance(a.box) - distance(b.box));
  if (!nearest || distance(nearest.box) > 0.75 * (nearest.box[3] - nearest.box[1])) return null;
  return markOver(touched.filter(({ line }) => line === nearest.line).map(({ box }) => box));
}

/** @param {Box[]} boxes of words in one line @returns {Mark} */
export function markOver(boxes) {
  const [left, top] = [0, 1].map((edge) => Math.min(...boxes.map((box) => box[edge])));
  const [right, bottom] = [2, 3].map((edge) => Math.max(...boxes.map((box) => box[edge])));
  const width = Math.min(WIDEST, Math.max(1, Math.round(bottom - top)));
  const inset = Math.min(CAP * width, (right - left) / 2);
  const middle = Math.round((top + bottom) / 2);
  return { width, points: [Math.round(left + inset), middle, NO_PRESSURE, Math.round(right - inset), middle, NO_PRESSURE] };
}

/** @param {[number, number, number, number]} box in widths of the page @returns {Box} */
export function inUnits(box) {
  return /** @type {Box} */ (box.map((edge) => edge * UNITS));
}

/** @param {Box} box @param {number} left @param {number} right */
function isPassed([x0, , x1], left, right) {
  return Math.min(x1, right) - Math.max(x0, left) >= COVERED * (x1 - x0);
}

const BASE = 0.9; // of a line's height from its top: where an underline runs
const MIDDLE = 0.55;

/**
 * @param {[number, number, number, number][]} boxes of lines of words, in widths of the page
 * @param {string} tool underline or strikeout @returns {number[]} a line for each
 */
export function linesAlong(boxes, tool) {
  return boxes.map(inUnits).flatMap(([left, top, right, bottom]) => {
    const y = Math.round(top + (tool === "strikeout" ? MIDDLE : BASE) * (bottom - top));
    return [Math.round(left), y, NO_PRESSURE, Math.round(right), y, NO_PRESSURE];
  });
}
