/** Ink onto a canvas. The canvas is in device pixels, the ink in page space. */

import { outline } from "ink/tools.js";

/** @typedef {import("ink/tools.js").Shape & {colour: string}} Ink */

/** @type {WeakMap<number[], Path2D>} by the points of a finished stroke */
const finished = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {Ink} stroke a finished one */
export function paint(context, stroke) {
  const path = finished.get(stroke.points) ?? pathOf(outline(stroke));
  finished.set(stroke.points, path);
  fill(context, stroke, path);
}

/** @param {CanvasRenderingContext2D} context @param {Ink} stroke one that still grows */
export function paintGrowing(context, stroke) {
  fill(context, stroke, pathOf(outline(stroke)));
}

/** @param {CanvasRenderingContext2D} context @param {Ink} stroke @param {Path2D} path */
function fill(context, { tool, colour }, path) {
  // Where they cross, two highlighters darken and the pen below stays legible, as on paper.
  context.globalCompositeOperation = tool === "highlighter" ? "multiply" : "source-over";
  context.fillStyle = colour;
  context.fill(path);
}

/** A smooth line through the middles of the outline's edges. @param {number[][]} edge */
function pathOf(edge) {
  const path = new Path2D();
  if (!edge.length) return path;
  const middle = (/** @type {number[]} */ a, /** @type {number[]} */ b) => /** @type {const} */ ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  path.moveTo(...middle(edge[edge.length - 1], edge[0]));
  edge.forEach((corner, i) => path.quadraticCurveTo(corner[0], corner[1], ...middle(corner, edge[(i + 1) % edge.length])));
  path.closePath();
  return path;
}
