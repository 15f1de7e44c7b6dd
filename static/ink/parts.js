/**
 * Which part of a page is drawn, and how large. Pure. The pixels of all parts of one width are the same ones, so that ink
 * drawn in one of them and then in another does not move.
 *
 * @typedef {{width: number, left: number, top: number, right: number, bottom: number}} Part
 *   width: of the whole page, in pixels; the others: the part of it, in the same pixels
 */

import { UNITS } from "ink/geometry.js";

/** @typedef {import("ink/geometry.js").Box} Box */

export const MOST_PIXELS = 6_000_000; // of one canvas: 24 MB of a tablet's memory
const BESIDE = 0.25; // of what is in sight: so much more is drawn around it, for whoever moves a little

/** @param {number} pixels that the page is wide on the screen @param {number} ratio @returns {Part} all of it, as sharp as memory allows */
export function whole(pixels, ratio) {
  const width = Math.round(Math.min(pixels, Math.sqrt(MOST_PIXELS / ratio)));
  return { width, left: 0, top: 0, right: width, bottom: Math.max(1, Math.round(width * ratio)) };
}

/** @param {Box} box in page space @param {number} pixels @param {number} ratio @returns {Part} the pixels that the box touches */
export function partOf([left, top, right, bottom], pixels, ratio) {
  const width = Math.round(pixels);
  const unit = width / UNITS;
  const within = (/** @type {number} */ at, /** @type {number} */ most) => Math.min(Math.max(0, at), most);
  const height = Math.round(width * ratio);
  return {
    width,
    left: within(Math.floor(left * unit), width),
    top: within(Math.floor(top * unit), height),
    right: within(Math.ceil(right * unit), width),
    bottom: within(Math.ceil(bottom * unit), height),
  };
}

/**
 * What is in sight with something around it, as sharp as the screen.
 * @param {import("papers/column.js").Sight} sight @param {number} pixels @param {number} ratio
 */
export function around([x0, y0, x1, y1], pixels, ratio) {
  const [wide, high] = [x1 - x0, y1 - y0];
  const room = MOST_PIXELS / (wide * high * pixels ** 2);
  const beside = Math.max(0, Math.min(BESIDE, (Math.sqrt(room) - 1) / 2));
  const box = [x0 - beside * wide, y0 - beside * high, x1 + beside * wide, y1 + beside * high];
  return partOf(/** @type {Box} */ (box.map((edge) => edge * UNITS)), pixels, ratio);
}

/** @param {Part} part @param {Part} other whether `other` is a part of it, drawn as large */
export function holds(part, other) {
  const { left, top, right, bottom } = other;
  return part.width === other.width && part.left <= left && part.top <= top && part.right >= right && part.bottom >= bottom;
}

/** @param {Part} part @returns {Box} in page space */
export function boxOfPart({ width, left, top, right, bottom }) {
  return /** @type {Box} */ ([left, top, right, bottom].map((edge) => (edge * UNITS) / width));
}

/** Where it lies on its page. @param {Part} part @param {number} ratio */
export function placed({ width, left, top, right, bottom }, ratio) {
  const height = width * ratio;
  return {
    left: percent(left / width),
    top: percent(top / height),
    width: percent((right - left) / width),
    height: percent((bottom - top) / height),
  };
}

/** All of the page but this part. @param {Part} part @param {number} ratio @returns {string} for clip-path */
export function besides({ width, left, top, right, bottom }, ratio) {
  const height = width * ratio;
  const [x0, y0, x1, y1] = [percent(left / width), percent(top / height), percent(right / width), percent(bottom / height)];
  return `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${x0} ${y0}, ${x0} ${y1}, ${x1} ${y1}, ${x1} ${y0}, ${x0} ${y0})`;
}

/** @param {number} part of all */
function percent(part) {
  return `${100 * part}%`;
}
