/** What one can draw with, and what of each can be chosen. */

import { getStroke } from "perfect-freehand";
import { t } from "i18n";

/** @typedef {import("kernel/types.js").InkTool} InkTool */
/** @typedef {InkTool|"hand"|"select"|"marks"|"eraser"|"laser"} Tool */
/** @typedef {{colour: string, name: () => string}[]} Colours */
/** @typedef {{width: number, name: () => string}[]} Widths */

/** The first colour is the one a new hand starts with. @type {Colours} */
const INKS = [
  { colour: "#123f9c", name: () => t("Blue") },
  { colour: "#c01a1f", name: () => t("Red") },
  { colour: "#1d1a16", name: () => t("Black") },
  { colour: "#14713a", name: () => t("Green") },
  { colour: "#8a3fb0", name: () => t("Purple") },
];

/** @type {Colours} */
const TINTS = [
  { colour: "#ffe45c", name: () => t("Yellow") },
  { colour: "#a9e88f", name: () => t("Green") },
  { colour: "#ffb3c7", name: () => t("Pink") },
  { colour: "#9fd8ff", name: () => t("Blue") },
  { colour: "#ffc98a", name: () => t("Orange") },
];

/** What puts a word right is red at first. */
const CORRECTIONS = [INKS[1], INKS[0], ...INKS.slice(2)];

/** In 1/10000 of the page's width: a line of print is about 240. @param {number} thin @param {number} medium @param {number} thick @returns {Widths} */
const widths = (thin, medium, thick) => [
  { width: thin, name: () => t("Thin") },
  { width: medium, name: () => t("Medium") },
  { width: thick, name: () => t("Thick") },
];

const LINES = widths(16, 28, 52);
const ONE_WIDTH = [{ width: 28, name: () => t("Medium") }];

/** Of letters: 9, 12 and 18 points on a sheet of A4. @type {Widths} */
const LETTERS = [
  { width: 152, name: () => t("Small letters") },
  { width: 202, name: () => t("Medium letters") },
  { width: 304, name: () => t("Large letters") },
];

/** @type {Record<InkTool, Colours>} */
export const COLOURS = {
  pen: INKS, highlighter: TINTS, underline: CORRECTIONS, strikeout: CORRECTIONS, line: CORRECTIONS, arrow: CORRECTIONS,
  box: CORRECTIONS, ellipse: CORRECTIONS, text: INKS, note: TINTS, stamp: CORRECTIONS,
};

/** A note and a stamp have one only. @type {Record<InkTool, Widths>} */
export const WIDTHS = {
  pen: LINES, highlighter: widths(140, 220, 340), underline: widths(12, 20, 36), strikeout: widths(12, 20, 36), line: LINES, arrow: LINES,
  box: LINES, ellipse: LINES, text: LETTERS, note: ONE_WIDTH, stamp: ONE_WIDTH,
};

/** @type {Record<Tool, {icon: string, name: () => string, key?: string}>} key: that takes it up, wherever the focus is */
export const TOOLS = {
  hand: { icon: "hand", name: () => t("Move the page"), key: "v" },
  select: { icon: "text-select", name: () => t("Choose words"), key: "t" },
  pen: { icon: "pen", name: () => t("Pen"), key: "p" },
  highlighter: { icon: "highlighter", name: () => t("Highlighter"), key: "m" },
  eraser: { icon: "eraser", name: () => t("Eraser"), key: "e" },
  marks: { icon: "lasso", name: () => t("Choose marks"), key: "c" },
  underline: { icon: "underline", name: () => t("Underline words"), key: "u" },
  strikeout: { icon: "strikethrough", name: () => t("Strike words out"), key: "x" },
  line: { icon: "slash", name: () => t("Line"), key: "l" },
  arrow: { icon: "move-up-right", name: () => t("Arrow"), key: "a" },
  box: { icon: "square", name: () => t("Box"), key: "b" },
  ellipse: { icon: "circle", name: () => t("Ellipse"), key: "o" },
  text: { icon: "type", name: () => t("Typed text"), key: "w" },
  note: { icon: "sticky-note", name: () => t("Note"), key: "n" },
  stamp: { icon: "stamp", name: () => t("Stamp"), key: "s" },
  laser: { icon: "mouse-pointer-2", name: () => t("Pointer") },
};

/** @param {Tool} tool @returns {tool is InkTool} */
export const leavesInk = (tool) => tool in COLOURS;

/** A mouse or a finger cannot say how hard it presses; all its points have this. */
export const NO_PRESSURE = 500;

const PEN = { thinning: 0.6, smoothing: 0.5, streamline: 0.25, simulatePressure: false };
// Without pressure the width follows the speed, and only a little: a quick line must stay legible.
const PEN_WITHOUT_PRESSURE = { ...PEN, thinning: 0.3, simulatePressure: true };
const HIGHLIGHTER = { thinning: 0, smoothing: 0.5, streamline: 0.6, simulatePressure: false };

/** @typedef {{tool: string, width: number, points: number[]}} Shape */

/** @param {Shape} shape @returns {number[][]} the edge of its ink, in page space */
export function outline({ tool, width, points }) {
  const input = [];
  for (let i = 0; i < points.length; i += 3) input.push([points[i], points[i + 1], points[i + 2] / 1000]);
  const pen = isWithoutPressure(points) ? PEN_WITHOUT_PRESSURE : PEN;
  const look = tool === "highlighter" ? HIGHLIGHTER : pen;
  // "last" even while it grows: the ink reaches the tip of the pen, and nothing jumps when it is lifted.
  return getStroke(input, { ...look, size: width, last: true });
}

/** @param {number[]} points */
function isWithoutPressure(points) {
  for (let i = 2; i < points.length; i += 3) if (points[i] !== NO_PRESSURE) return false;
  return true;
}
