/**
 * The part of a page that somebody else sees, and how to lie so as to see it too. Pure.
 *
 * @typedef {import("papers/column.js").Sight} Part  in widths of a page from its top left corner; it may reach beyond the page's
 *   top and bottom, to the pages beside it
 */

import { upright } from "papers/column.js";
import { clamp, fit, pageSize } from "papers/zoom.js";

const UNITS = 10_000;
const EDGE = 0.01;

/**
 * What is in sight of a page, as it is told to others: integers in 1/10000 of the width of the page when it is not turned.
 * @param {{left: number, top: number, right: number, bottom: number}} window in widths from the column's corner
 * @param {number} top where the page begins in the column @param {import("papers/leaves.js").Leaf} leaf
 * @returns {number[]} left, top, right, bottom
 */
export function told({ left, top: from, right, bottom }, top, { turn, ratio }) {
  // What lies beside a page says nothing, and would make it smaller for everybody.
  const seen = upright([Math.max(0, left), from - top, Math.min(1, right), bottom - top], turn, ratio);
  return seen.map((side) => Math.max(-UNITS, Math.round(side * UNITS)));
}

/** The same part of a page as it lies here. @param {number[]} window as it is told @param {import("papers/leaves.js").Leaf} leaf @returns {Part} */
export function partOf(window, { turn, ratio }) {
  const [x0, y0, x1, y1] = window.map((side) => side / UNITS);
  const back = /** @type {import("papers/leaves.js").Turn} */ ((4 - turn) % 4);
  return upright([x0, y0, x1, y1], back, turn % 2 ? 1 / ratio : ratio);
}

/** Whether the page is seen in all its width: then it need not be as large here as there. @param {Part} part */
export function isWide([x0, , x1]) {
  return x0 <= EDGE && x1 >= 1 - EDGE;
}

/**
 * The part in the middle of the window, as large as it can be.
 * @param {Part} part @param {import("papers/zoom.js").Frame} frame @param {number} top of its page, in widths @returns {import("papers/zoom.js").View}
 */
export function framed([x0, y0, x1, y1], frame, top) {
  const unit = Math.min(frame.width / (x1 - x0), frame.height / (y1 - y0));
  const [x, y] = [frame.width / 2 - ((x0 + x1) / 2) * unit, frame.height / 2 - (top + (y0 + y1) / 2) * unit];
  return clamp({ scale: unit / pageSize(frame).width, x, y }, frame);
}

/**
 * A page in all its width, so that the part is in sight, and as much of the page with it as can be. Where there is not room for all of it: its top.
 * @param {Part} part @param {import("papers/zoom.js").Frame} frame @param {number} top of its page, in widths @returns {import("papers/zoom.js").View}
 */
export function alongside([, y0, , y1], frame, top) {
  const high = frame.height / pageSize(frame).width;
  return fit("width", frame, top + Math.max(Math.min(0, y0), Math.min(y0, y1 - high)));
}
