import { isArea, linesOf, pinOf, textBox } from "ink/shapes.js";

/**
 * Ink in page space: integers in 1/10000 of the page's width on both axes, from its top left corner.
 * Pure. A stroke's points are one flat list x, y, pressure, x, y, pressure, …; pressure 0–1000.
 *
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box
 * @typedef {{left: number, top: number, width: number, height: number, turn?: number}} Place  where the page lies on the screen,
 *   CSS pixels; turn: by how many quarters clockwise it is turned
 */

export const UNITS = 10_000;

/** @param {number} x @param {number} y on the screen @param {Place} place @returns {[number, number]} on the page */
export function toPage(x, y, place) {
  const { width, height, turn = 0 } = place;
  const unit = UNITS / (turn % 2 ? height : width);
  const [right, down] = unturned(x - place.left, y - place.top, place);
  return [Math.round(right * unit), Math.round(down * unit)];
}

/** @param {number} x @param {number} y from the corner on the screen @param {Place} place @returns {[number, number]} from the page's own */
function unturned(x, y, { width, height, turn }) {
  if (turn === 1) return [y, width - x];
  if (turn === 2) return [width - x, height - y];
  return turn === 3 ? [height - y, x] : [x, y];
}

/**
 * A mark along a line of print is made as straight as the line; any other stays as it is.
 * @param {{points: number[], width: number}} stroke @returns {number[]}
 */
export function straightened({ points, width }) {
  const [left, top, right, bottom] = boxOf({ points, width: 0 });
  if (bottom - top > width || right - left < 2 * width) return points;
  const middle = Math.round((top + bottom) / 2);
  return [left, middle, points[2], right, middle, points[2]];
}

/** @param {import("ink/shapes.js").Shape} mark @returns {Box} all that its ink may touch */
export function boxOf(mark) {
  const { tool, points, width } = mark;
  if (tool === "note") return grown(pinOf(points), width);
  if (tool === "text") return textBox(mark);
  // The barbs of an arrow may reach beyond the line that it is given by.
  if (tool === "arrow") return grown(around(linesOf(mark).flat().flatMap(([x, y]) => [x, y, 0])), width);
  return grown(around(points), width);
}

/** @param {number[]} points @returns {Box} */
function around(points) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 3) {
    box[0] = Math.min(box[0], points[i]);
    box[1] = Math.min(box[1], points[i + 1]);
    box[2] = Math.max(box[2], points[i]);
    box[3] = Math.max(box[3], points[i + 1]);
  }
  return box;
}

/** @param {Box} box @param {number} by @returns {Box} */
export function grown([left, top, right, bottom], by) {
  return [left - by, top - by, right + by, bottom + by];
}

/** @param {Box} a @param {Box} b @returns {Box} */
export function union(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/**
 * Whether an eraser moved from (x0, y0) to (x1, y1) touches the mark: its lines, or anywhere where it covers an area.
 * @param {import("ink/shapes.js").Shape} mark
 * @param {[number, number]} from @param {[number, number]} to @param {number} radius
 */
export function touches(mark, from, to, radius) {
  const reach = radius + (mark.tool === "text" ? 0 : mark.width / 2);
  const path = grown([Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])], reach);
  const box = boxOf(mark);
  if (!overlap(box, path)) return false;
  if (isArea(mark) && overlap(box, [...from, ...from])) return true;
  return linesOf(mark).some((line) => passes(line, from, to, reach));
}

/** @param {Point[]} line @param {Point} from @param {Point} to @param {number} reach */
function passes(line, from, to, reach) {
  return line.some((point, i) => gap(from, to, point, line[i + 1] ?? point) <= reach);
}

/** @typedef {[number, number]} Point */

/** @param {Point} a @param {Point} b @param {Point} c @param {Point} d @returns {number} between segments ab and cd */
function gap(a, b, c, d) {
  if (cross(a, b, c, d)) return 0;
  return Math.min(distance(a, c, d), distance(b, c, d), distance(c, a, b), distance(d, a, b));
}

/** @param {Point} a @param {Point} b @param {Point} c @param {Point} d */
function cross(a, b, c, d) {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** @param {Point} a @param {Point} b @param {Point} p @returns {number} its sign tells on which side of ab p lies */
function side(a, b, p) {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/** @param {Point} p @param {Point} a @param {Point} b @returns {number} from p to the segment ab */
function distance(p, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}
