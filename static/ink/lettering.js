/** Typed text as lines on a page. Pure, but for the letters that are measured. */

import { UNITS } from "ink/geometry.js";
import { cornerBox, heightOf } from "ink/shapes.js";
import { NO_PRESSURE } from "ink/tools.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {(words: string, size: number) => number} Measure  how long words are, in units of the page
 */

export const FONT = '"Be Vietnam Pro", system-ui, sans-serif';
const MARGIN = 300; // what is left free at the page's edge
const NARROWEST = 1500; // a frame that was drawn out by a trembling hand is as wide

/** A line that only ran out of room ends in a blank: taken up again, it is broken anew. @param {string} text */
export const unbroken = (text) => text.replaceAll(" \n", " ");

/**
 * How wide its lines may become: as wide as its frame if that was drawn out, or has broken lines already; else as far as the page's edge.
 * @param {Stroke} mark @returns {number}
 */
export function roomOf({ points, text }) {
  const [left, , right] = cornerBox(points);
  const hasWidth = text ? text.includes(" \n") : right > left;
  if (hasWidth) return Math.max(text ? 1 : NARROWEST, right - left);
  return Math.max(NARROWEST, UNITS - MARGIN - left);
}

/**
 * Breaks what was typed into lines, and makes the frame as high as they are.
 * @param {Stroke} mark @param {string} typed @param {number} room @param {Measure} measure @param {number} ratio of the page
 * @returns {Stroke}
 */
export function laidOut(mark, typed, room, measure, ratio) {
  const { width } = mark;
  const lines = typed.normalize("NFC").trim().split("\n").flatMap((line) => broken(line, room, (words) => measure(words, width)));
  const isBroken = lines.some((line) => line.endsWith(" "));
  const wide = isBroken ? room : Math.max(width, ...lines.map((line) => measure(line, width)));
  const [left, top] = cornerBox(mark.points);
  const high = heightOf(lines.length, width);
  const x = Math.round(Math.max(0, Math.min(left, UNITS - wide)));
  const y = Math.round(Math.max(0, Math.min(top, UNITS * ratio - high)));
  return { ...mark, text: lines.join("\n"), points: [x, y, NO_PRESSURE, Math.ceil(x + wide), Math.ceil(y + high), NO_PRESSURE] };
}

/** @param {string} line @param {number} room @param {(words: string) => number} measure @returns {string[]} all but the last end in a blank */
function broken(line, room, measure) {
  const lines = [""];
  for (const word of line.trim().split(/\s+/)) {
    const last = /** @type {string} */ (lines.at(-1));
    if (!last || measure(`${last} ${word}`) <= room) lines.splice(-1, 1, last ? `${last} ${word}` : word);
    else lines.splice(-1, 1, `${last} `, word);
  }
  return lines;
}
