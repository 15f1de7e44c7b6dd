/** Which marks a hand means that touches a page or draws round a part of it, and how marks are moved and resized. Pure. */

import { boxOf, touches, union, UNITS } from "ink/geometry.js";
import { cornersOf, linesOf } from "ink/shapes.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("ink/shapes.js").Shape} Shape */
/** @typedef {import("ink/shapes.js").Point} Point */
/** @typedef {import("ink/shapes.js").Box} Box */

const ENCIRCLED = 0.6; // so much of a mark must lie within
const LEAST_SIDE = 40;
const [SMALLEST, WIDEST] = [40, 500]; // letters

/** @template {Shape} M @param {M[]} marks the oldest first @param {Point} at @param {number} radius @returns {M | undefined} the topmost one there */
export function markAt(marks, at, radius) {
  return marks.findLast((mark) => touches(mark, at, at, radius));
}

/** @template {Shape} M @param {M[]} marks @param {Point[]} loop @returns {M[]} those that lie within */
export function encircled(marks, loop) {
  return marks.filter((mark) => {
    const points = linesOf(mark).flat();
    return points.filter((point) => isWithin(point, loop)).length >= ENCIRCLED * points.length;
  });
}

/** Counts how often a line from the point to the right crosses the loop. @param {Point} point @param {Point[]} loop */
function isWithin([x, y], loop) {
  let within = false;
  loop.forEach(([x0, y0], i) => {
    const [x1, y1] = loop[(i + 1) % loop.length];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) within = !within;
  });
  return within;
}

/** @param {Shape[]} marks @returns {Box} that holds all of them */
export function frameOf(marks) {
  return marks.map(boxOf).reduce(union);
}

/** @param {number[]} points @param {number} dx @param {number} dy @returns {number[]} */
export function moved(points, dx, dy) {
  return points.map((value, i) => (i % 3 === 0 ? value + dx : i % 3 === 1 ? value + dy : value));
}

/** @param {number[]} points @param {Box} from @param {Box} to @returns {number[]} as they lay in one box, now in the other */
export function fitted(points, from, to) {
  const along = (/** @type {number} */ value, /** @type {0|1} */ axis) => {
    const size = from[axis + 2] - from[axis];
    return Math.round(to[axis] + (size ? (value - from[axis]) / size : 0.5) * (to[axis + 2] - to[axis]));
  };
  return points.map((value, i) => (i % 3 === 2 ? value : along(value, i % 3 === 0 ? 0 : 1)));
}

/** @param {Box} frame @param {number} dx @param {number} dy @param {number} ratio of the page @returns {Point} so far as the page goes */
export function within([left, top, right, bottom], dx, dy, ratio) {
  return [between(dx, -left, UNITS - right), between(dy, -top, UNITS * ratio - bottom)];
}

/** What lies beyond the edge already may stay there. @param {number} by @param {number} least @param {number} most */
function between(by, least, most) {
  return Math.round(Math.max(Math.min(0, least), Math.min(Math.max(0, most), by)));
}

/**
 * A frame whose corner is drawn to another place; the opposite one stays.
 * @param {Box} frame @param {number} corner 0 top left, 1 top right, 2 bottom right, 3 bottom left
 * @param {Point} to @param {boolean} keeps its proportions @returns {Box}
 */
export function stretched([left, top, right, bottom], corner, to, keeps) {
  const [isLeft, isTop] = [corner === 0 || corner === 3, corner < 2];
  let width = Math.max(LEAST_SIDE, isLeft ? right - to[0] : to[0] - left);
  let height = Math.max(LEAST_SIDE, isTop ? bottom - to[1] : to[1] - top);
  if (keeps) {
    const factor = Math.max(width / (right - left), height / (bottom - top));
    [width, height] = [factor * (right - left), factor * (bottom - top)];
  }
  return [isLeft ? right - width : left, isTop ? bottom - height : top, isLeft ? right : left + width, isTop ? bottom : top + height];
}

/** @typedef {{points: number[], width: number, tool: string}} Mark */

/** @param {Mark[]} marks whether it is given by its two ends */
const isLine = (marks) => marks.length === 1 && (marks[0].tool === "line" || marks[0].tool === "arrow");

/** @param {Mark[]} marks @returns {Point[]} where they are taken hold of to be resized: the ends of a line, else the corners of their frame */
export function handlesOf(marks) {
  if (!marks.length || marks.every(({ tool }) => tool === "note")) return [];
  if (isLine(marks)) return linesOf({ ...marks[0], tool: "" })[0];
  return cornersOf(frameOf(marks));
}

/** @template {Mark} M @param {M[]} marks @param {number} handle @param {Point} to @returns {M[]} as they are when one of their handles is drawn there */
export function pulled(marks, handle, [x, y]) {
  if (isLine(marks)) {
    const points = [...marks[0].points];
    points.splice(3 * handle, 2, x, y);
    return [{ ...marks[0], points }];
  }
  const isFree = marks.length === 1 && (marks[0].tool === "box" || marks[0].tool === "ellipse");
  const frame = frameOf(marks);
  return resized(marks, frame, stretched(frame, handle, [x, y], !isFree));
}

/** @template {Mark} M @param {M[]} marks @param {number} factor @returns {M[]} larger or smaller about their middle */
export function scaled(marks, factor) {
  const frame = frameOf(marks);
  const [left, top, right, bottom] = frame;
  const [x, y] = [((factor - 1) * (right - left)) / 2, ((factor - 1) * (bottom - top)) / 2];
  return resized(marks, frame, [left - x, top - y, right + x, bottom + y]);
}

/** @template {Mark} M @param {M[]} marks @param {Box} from @param {Box} to @returns {M[]} */
function resized(marks, from, to) {
  const factor = (to[2] - to[0]) / (from[2] - from[0] || 1);
  return marks.map((mark) => ({ ...mark, width: widthOf(mark, factor), points: fitted(mark.points, from, to) }));
}

/** Letters grow with their frame, the thickness of lines does not. @param {Mark} mark @param {number} factor */
function widthOf({ tool, width }, factor) {
  return tool === "text" ? Math.min(WIDEST, Math.max(SMALLEST, Math.round(factor * width))) : width;
}
