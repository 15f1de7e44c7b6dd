/** How long typed words are in the font of the pages' text. */

import { FONT } from "ink/lettering.js";

const SIZE = 100;
/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/** @param {string} words @param {number} size of the letters @returns {number} in the same units */
export function measured(words, size) {
  ruler ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  ruler.font = `400 ${SIZE}px ${FONT}`;
  return (ruler.measureText(words).width * size) / SIZE;
}
