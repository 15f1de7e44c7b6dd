/** Ink onto a canvas. The canvas is in device pixels, the ink in page space. */

import { FONT } from "ink/lettering.js";
import { cornerBox, heightOf, linesOf, pinOf } from "ink/shapes.js";
import { outline } from "ink/tools.js";

/** @typedef {import("ink/tools.js").Shape & {colour: string, text?: string}} Ink */

/** @type {WeakMap<number[], Path2D>} by the points of a finished stroke */
const finished = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {Ink} mark a finished one */
export function paint(context, mark) {
  if (!isWritten(mark)) return draw(context, mark);
  const path = finished.get(mark.points) ?? smooth(outline(mark));
  finished.set(mark.points, path);
  fill(context, mark, path);
}

/** @param {CanvasRenderingContext2D} context @param {Ink} mark one that still grows */
export function paintGrowing(context, mark) {
  if (isWritten(mark)) fill(context, mark, smooth(outline(mark)));
  else draw(context, mark);
}

/** @param {Ink} mark whether it was written freely, point by point */
function isWritten({ tool }) {
  return tool === "pen" || tool === "highlighter";
}

/** @param {CanvasRenderingContext2D} context @param {Ink} stroke @param {Path2D} path */
function fill(context, { tool, colour }, path) {
  // Where they cross, two highlighters darken and the pen below stays legible, as on paper.
  context.globalCompositeOperation = tool === "highlighter" ? "multiply" : "source-over";
  context.fillStyle = colour;
  context.fill(path);
}

/** @param {CanvasRenderingContext2D} context @param {Ink} mark */
function draw(context, mark) {
  context.save();
  context.globalCompositeOperation = "source-over";
  Object.assign(context, { strokeStyle: mark.colour, fillStyle: mark.colour, lineWidth: mark.width, lineCap: "round", lineJoin: "round" });
  if (mark.tool === "note") pin(context, mark);
  else if (mark.tool === "stamp") stamp(context, mark);
  else if (mark.tool === "text") typed(context, mark);
  else if (mark.tool === "ellipse") ellipse(context, mark);
  else lines(context, mark);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Ink} mark */
function lines(context, mark) {
  context.beginPath();
  for (const [first, ...more] of linesOf(mark)) {
    context.moveTo(...first);
    for (const point of more) context.lineTo(...point);
  }
  if (mark.tool === "box") context.closePath();
  context.stroke();
}

/** Round at any size, which its corners would not be. @param {CanvasRenderingContext2D} context @param {Ink} mark */
function ellipse(context, { points }) {
  const [left, top, right, bottom] = cornerBox(points);
  context.beginPath();
  context.ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2, 0, 0, 2 * Math.PI);
  context.stroke();
}

const PIN_EDGE = "#4f483f";

/** A leaf with a folded corner and lines on it. @param {CanvasRenderingContext2D} context @param {Ink} mark */
function pin(context, { points }) {
  const [left, top, right, bottom] = pinOf(points);
  const fold = (right - left) / 3;
  Object.assign(context, { strokeStyle: PIN_EDGE, lineWidth: 20 });
  context.beginPath();
  context.moveTo(left, top);
  for (const [x, y] of [[right, top], [right, bottom - fold], [right - fold, bottom], [left, bottom]]) context.lineTo(x, y);
  context.closePath();
  context.fill();
  context.stroke();
  context.beginPath();
  context.moveTo(right, bottom - fold);
  context.lineTo(right - fold, bottom - fold);
  context.lineTo(right - fold, bottom);
  for (const [part, end] of [[0.3, right], [0.55, right]]) {
    context.moveTo(left + 60, top + part * (bottom - top));
    context.lineTo(end - 60, top + part * (bottom - top));
  }
  context.stroke();
}

const CAPITALS = 0.56; // of the frame's height
const ROOM = 0.84; // of the frame's width
const ROUND = 0.22;

/** Words in a rounded frame, as large as they fit. @param {CanvasRenderingContext2D} context @param {Ink} mark */
function stamp(context, { points, text = "", width }) {
  const [left, top, right, bottom] = cornerBox(points);
  const [across, down] = [right - left, bottom - top];
  context.beginPath();
  context.roundRect(left, top, across, down, ROUND * Math.min(across, down));
  context.lineWidth = Math.min(2 * width, 0.06 * down + 6);
  context.stroke();
  Object.assign(context, { font: `600 ${CAPITALS * down}px ${FONT}`, textAlign: "center", textBaseline: "middle" });
  const narrow = Math.min(1, (ROOM * across) / Math.max(1, context.measureText(text).width));
  context.translate((left + right) / 2, (top + bottom) / 2 + 0.03 * down);
  context.scale(narrow, narrow);
  context.fillText(text, 0, 0);
}

const BASE = 1.05; // of the letters' size, from the top of the frame to the line that the first of them stand on

/** Lines from the frame's top, each narrowed to its width where letters are wider than those it was broken by. @param {CanvasRenderingContext2D} context @param {Ink} mark */
function typed(context, { points, text = "", width }) {
  const [left, top, right] = cornerBox(points);
  Object.assign(context, { font: `400 ${width}px ${FONT}`, textAlign: "left", textBaseline: "alphabetic" });
  text.split("\n").forEach((line, row) => context.fillText(line.trimEnd(), left, top + BASE * width + heightOf(row, width), Math.max(1, right - left)));
}

/** A smooth line through the middles of the outline's edges. @param {number[][]} edge */
function smooth(edge) {
  const path = new Path2D();
  if (!edge.length) return path;
  const middle = (/** @type {number[]} */ a, /** @type {number[]} */ b) => /** @type {const} */ ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
  path.moveTo(...middle(edge[edge.length - 1], edge[0]));
  edge.forEach((corner, i) => path.quadraticCurveTo(corner[0], corner[1], ...middle(corner, edge[(i + 1) % edge.length])));
  path.closePath();
  return path;
}
