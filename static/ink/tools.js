/** What one can draw with, and how the ink of each looks. */

import { getStroke } from "perfect-freehand";
import { t } from "i18n";

/** @typedef {"hand"|"select"|"pen"|"highlighter"|"eraser"|"laser"} Tool */
/** @typedef {"pen"|"highlighter"} InkTool */

/** @param {Tool} tool @returns {tool is InkTool} */
export const leavesInk = (tool) => tool === "pen" || tool === "highlighter";

/** The first colour is the one a new hand starts with. */
export const COLOURS = {
  pen: [
    { colour: "#123f9c", name: () => t("Blue") },
    { colour: "#c01a1f", name: () => t("Red") },
    { colour: "#1d1a16", name: () => t("Black") },
    { colour: "#14713a", name: () => t("Green") },
    { colour: "#8a3fb0", name: () => t("Purple") },
  ],
  highlighter: [
    { colour: "#ffe45c", name: () => t("Yellow") },
    { colour: "#a9e88f", name: () => t("Green") },
    { colour: "#ffb3c7", name: () => t("Pink") },
    { colour: "#9fd8ff", name: () => t("Blue") },
    { colour: "#ffc98a", name: () => t("Orange") },
  ],
};

/** In 1/10000 of the page's width: a line of print is about 240. */
export const WIDTHS = {
  pen: [
    { width: 16, name: () => t("Thin") },
    { width: 28, name: () => t("Medium") },
    { width: 52, name: () => t("Thick") },
  ],
  highlighter: [
    { width: 140, name: () => t("Thin") },
    { width: 220, name: () => t("Medium") },
    { width: 340, name: () => t("Thick") },
  ],
};

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
