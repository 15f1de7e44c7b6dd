import { newId } from "kernel/ids.js";
import { extend, straightened } from "ink/geometry.js";
import { PLAIN, pack } from "ink/packing.js";
import { predictions, samples } from "ink/samples.js";
import { snapped } from "ink/snapping.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {import("ink/tools.js").InkTool} InkTool */

const TOLERANCE = 5; // half a pixel on a tablet: nearer points are not seen
const SIGNAL_MS = 34;
const MOST_POINTS = 4000; // a longer stroke goes on as a second one

/** A pen or a highlighter on the page, from touching it to leaving it. */
export class Writing {
  #sheet;
  #stroke;
  // Taken once: should the page be moved under the pen, the stroke keeps its shape.
  #place;
  #told = 0;
  #toldAt = 0;

  /** @param {Sheet} sheet @param {InkTool} tool @param {number[]} [from] the point that it goes on from */
  constructor(sheet, tool, from = []) {
    const { ink, room, paper, page } = sheet;
    this.#sheet = sheet;
    this.#place = sheet.place();
    this.#stroke = {
      ...{ id: newId(), paper, page, tool, ...ink.styles[tool], points: from },
      ...PLAIN, ...ink.audience, ...{ by: room.viewer.person, at: room.serverNow() },
    };
  }

  /** @param {PointerEvent} event */
  begin(event) {
    extend(this.#stroke.points, samples(event, this.#place), 0);
    this.#sheet.wet.write(this.#stroke);
  }

  /** @param {PointerEvent} event */
  move(event) {
    extend(this.#stroke.points, samples(event, this.#place), TOLERANCE);
    this.#sheet.wet.write(this.#stroke, predictions(event, this.#place));
    if (event.timeStamp - this.#toldAt >= SIGNAL_MS) this.#tell(event.timeStamp);
    if (this.#stroke.points.length >= 3 * MOST_POINTS) this.#goOn();
  }

  end() {
    this.#tell(Infinity, true);
    if (this.#stroke.tool === "highlighter") Object.assign(this.#stroke, this.#alongWords());
    this.#sheet.ink.draw(this.#stroke);
    this.#sheet.wet.write(null);
  }

  cancel() {
    this.#tell(Infinity, true);
    this.#sheet.wet.write(null);
  }

  /** @returns {{points: number[], width?: number}} the mark as it was meant: over words, or at least straight */
  #alongWords() {
    const { ink, wordsAtHand } = this.#sheet;
    return (ink.snaps && snapped(this.#stroke, wordsAtHand())) || { points: straightened(this.#stroke) };
  }

  #goOn() {
    this.end();
    const next = new Writing(this.#sheet, this.#stroke.tool, this.#stroke.points.slice(-3));
    [this.#stroke, this.#told] = [next.#stroke, 0];
  }

  /** Lets others see the stroke grow. @param {number} now @param {boolean} [done] */
  #tell(now, done = false) {
    const { id, paper, page, tool, colour, width, points, shared, to, layer } = this.#stroke;
    if (!shared || (done && !this.#told)) return;
    const more = pack(points.slice(this.#told));
    this.#sheet.room.signal("wet", { id, paper, page, tool, colour, width, points: more, done, to, layer });
    [this.#told, this.#toldAt] = [points.length, now];
  }
}
