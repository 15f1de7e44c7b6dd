/**
 * What marks are made of, in page space: lines for all that is drawn, an area for a note and a stamp. Pure.
 *
 * @typedef {[x: number, y: number]} Point
 * @typedef {{points: number[], width: number, tool?: string, text?: string}} Shape  without a tool it is a path
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box
 */

/** Half the side of a note's pin. */
export const PIN = 150;
const HEAD = 5; // an arrow's head is so many times as long as the line is thick
const LEAST_HEAD = 110;
const LONGEST_HEAD = 0.5; // of the arrow
const HEAD_ANGLE = Math.PI / 7;
const CORNERS = 48; // of an ellipse, for the hand that touches it

const LEADING = 1.35; // of the size of typed letters, which is the width of their mark: from line to line

/** Whether it is touched anywhere within, not only at its lines. @param {{tool?: string}} mark */
export const isArea = ({ tool }) => tool === "note" || tool === "stamp" || tool === "text";

/** @param {Shape} shape @returns {Point[][]} its lines, each from point to point */
export function linesOf({ tool, points, width, text }) {
  const path = pathOf(points);
  if (tool === "underline" || tool === "strikeout") return pairs(path);
  if (tool === "arrow") return [path, headOf(path[0], path[1], width)];
  if (tool === "box" || tool === "stamp") return [closed(cornersOf(cornerBox(points)))];
  if (tool === "text") return [closed(cornersOf(textBox({ points, width, text })))];
  if (tool === "ellipse") return [closed(roundOf(cornerBox(points)))];
  if (tool === "note") return [closed(cornersOf(pinOf(points)))];
  return [path];
}

/** @param {number[]} points triples @returns {Point[]} */
function pathOf(points) {
  /** @type {Point[]} */
  const path = [];
  for (let i = 0; i + 1 < points.length; i += 3) path.push([points[i], points[i + 1]]);
  return path;
}

/** @param {Point[]} path @returns {Point[][]} */
function pairs(path) {
  const lines = [];
  for (let i = 0; i + 1 < path.length; i += 2) lines.push([path[i], path[i + 1]]);
  return lines;
}

/** @param {number[]} points of two opposite corners @returns {Box} */
export function cornerBox([x0, y0, , x1, y1]) {
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

/** @param {number} lines @param {number} size of their letters @returns {number} how high they are together */
export function heightOf(lines, size) {
  return lines * LEADING * size;
}

/** @param {Shape} mark typed text @returns {Box} its frame, and what of its lines does not fit in */
export function textBox({ points, width, text = "" }) {
  const [left, top, right, bottom] = cornerBox(points);
  return [left, top, right, Math.max(bottom, top + heightOf(text.split("\n").length, width))];
}

/** @param {number[]} points of a note @returns {Box} the square that its pin covers */
export function pinOf([x, y]) {
  return [x - PIN, y - PIN, x + PIN, y + PIN];
}

/** @param {Point} from @param {Point} to @param {number} width @returns {Point[]} */
function headOf([x0, y0], [x1, y1], width) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = Math.min(Math.max(LEAST_HEAD, HEAD * width), LONGEST_HEAD * Math.hypot(dx, dy));
  const angle = Math.atan2(dy, dx);
  const barb = (/** @type {number} */ by) => /** @type {Point} */ ([x1 - length * Math.cos(angle + by), y1 - length * Math.sin(angle + by)]);
  return [barb(HEAD_ANGLE), [x1, y1], barb(-HEAD_ANGLE)];
}

/** @param {Box} box @returns {Point[]} */
export function cornersOf([left, top, right, bottom]) {
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}

/** @param {Box} box @returns {Point[]} around the ellipse in it */
function roundOf([left, top, right, bottom]) {
  const [x, y, a, b] = [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
  return Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return /** @type {Point} */ ([x + a * Math.cos(angle), y + b * Math.sin(angle)]);
  });
}

/** @param {Point[]} corners @returns {Point[]} */
function closed(corners) {
  return [...corners, corners[0]];
}
