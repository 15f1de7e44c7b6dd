/** Marks of a usual size where they are put. Pure. */

import { UNITS } from "ink/geometry.js";
import { NO_PRESSURE } from "ink/tools.js";
import { standing } from "ink/typing.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {[x: number, y: number]} Point */

const STAMP = 520; // its height: two lines of print
const LETTER = 0.34; // of the height: the width of a letter, roughly
const LEAST_SIDE = 200;
const SHAPE = [2400, 1200];

/** @param {Stroke} note @param {Point} at @returns {Stroke} */
export function pinned(note, [x, y]) {
  return { ...note, points: [x, y, NO_PRESSURE] };
}

/**
 * A stamp about a place, or from there to another corner.
 * @param {Stroke} stamp @param {string} words @param {Point} at @param {Point | null} corner @returns {Stroke}
 */
export function framed(stamp, words, at, corner) {
  const [x0, y0, x1, y1] = corner ? between(at, corner) : about(at, STAMP * (1.2 + LETTER * [...words].length), STAMP);
  return { ...stamp, text: words, points: corners(x0, y0, x1, y1) };
}

/** What is drawn with a tool, put about a place. @param {Stroke} mark @param {string} words of the stamp in hand @param {Point} at @returns {Stroke} */
export function placed(mark, words, at) {
  if (mark.tool === "note") return pinned(mark, at);
  if (mark.tool === "text") return standing(mark, at);
  if (mark.tool === "stamp") return framed(mark, words, at, null);
  const [x0, y0, x1, y1] = about(at, SHAPE[0], mark.tool === "line" ? 0 : SHAPE[1]);
  return { ...mark, points: corners(x0, y0, x1, y1) };
}

/** @param {Point} at @param {number} width @param {number} height @returns {[number, number, number, number]} no wider than the page */
function about([x, y], width, height) {
  const half = Math.min(width, UNITS) / 2;
  const middle = Math.min(UNITS - half, Math.max(half, x));
  return [middle - half, y - height / 2, middle + half, y + height / 2];
}

/** @param {Point} a @param {Point} b @returns {[number, number, number, number]} */
function between([x0, y0], [x1, y1]) {
  const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
  return [left, top, Math.max(left + LEAST_SIDE, x0, x1), Math.max(top + LEAST_SIDE, y0, y1)];
}

/** @param {...number} edges @returns {number[]} */
function corners(...edges) {
  const [x0, y0, x1, y1] = edges.map(Math.round);
  return [x0, y0, NO_PRESSURE, x1, y1, NO_PRESSURE];
}
