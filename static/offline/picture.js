/** A mark as a picture of its own, for whoever wants to keep what the server would not take. */
import { boxOf, UNITS } from "ink/geometry.js";
import { unpack } from "ink/packing.js";
import { paint } from "ink/paint.js";

const PAGE_WIDTH = 2000; // pixels that a whole page would be wide
const MARGIN = 100;

/** @param {Record<string, any>} asked the arguments of `ink.draw` @returns {Promise<Blob>} PNG on white */
export async function pictureOf(asked) {
  const mark = /** @type {any} */ ({ ...asked, points: typeof asked.points === "string" ? unpack(asked.points) : asked.points });
  const [left, top, right, bottom] = boxOf(mark);
  const scale = PAGE_WIDTH / UNITS;
  const canvas = new OffscreenCanvas((right - left + 2 * MARGIN) * scale, (bottom - top + 2 * MARGIN) * scale);
  const context = /** @type {any} */ (canvas.getContext("2d"));
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, (MARGIN - left) * scale, (MARGIN - top) * scale);
  paint(context, mark);
  return canvas.convertToBlob({ type: "image/png" });
}
