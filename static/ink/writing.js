import { newId } from "kernel/ids.js";
import { straightened } from "ink/geometry.js";
import { pack, PLAIN } from "ink/packing.js";
import { drawnOn, recognised } from "ink/recognising.js";
import { predictions, samples, spot } from "ink/samples.js";
import { snapped } from "ink/snapping.js";
import { Stillness } from "ink/stillness.js";
import { Thinning } from "ink/thinning.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {import("ink/tools.js").InkTool} InkTool */

const SIGNAL_MS = 34;
const REMEMBERED_MS = 4000; // whoever has heard nothing for longer may have forgotten the stroke
const MOST_POINTS = 4000; // a longer stroke goes on as a second one

/** A pen or a highlighter on the page, from touching it to leaving it. */
export class Writing {
  #sheet;
  #stroke;
  // Taken once: should the page be moved under the pen, the stroke keeps its shape.
  #place;
  #thinning;
  #told = 0; // points that will not change any more
  #toldAt = 0;
  /** @type {import("ink/recognising.js").Meant | null} what the stroke became when the hand held still */
  #meant = null;
  /** @type {[number, number]} */
  #last = [0, 0];
  /** @type {[number, number]} where the hand held still */
  #held = [0, 0];
  #still = new Stillness(() => this.#shape());

  /** @param {Sheet} sheet @param {InkTool} tool @param {number[]} [from] the point that it goes on from */
  constructor(sheet, tool, from = []) {
    const { ink, room, paper, page } = sheet;
    this.#sheet = sheet;
    this.#place = sheet.place();
    this.#thinning = new Thinning(ink.styles[tool].width, from);
    this.#stroke = {
      ...{ id: newId(), paper, page, tool, ...ink.styles[tool], points: from },
      ...PLAIN, ...ink.audience, ...{ by: room.viewer.person, at: room.serverNow() },
    };
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#extend(event);
    this.#sheet.wet.write(this.#stroke);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (this.#meant) return this.#drawOn(event, this.#meant);
    this.#still.move(event);
    this.#extend(event);
    this.#sheet.wet.write(this.#stroke, predictions(event, this.#place));
    if (event.timeStamp - this.#toldAt >= SIGNAL_MS) this.#tell(event.timeStamp);
    if (this.#thinning.kept.length >= 3 * MOST_POINTS) this.#goOn();
  }

  end() {
    this.#still.end();
    if (this.#meant) return this.#keepShape();
    this.#stroke.points = this.#thinning.lifted;
    if (this.#toldAt) this.#tell(this.#toldAt, true);
    if (this.#stroke.tool === "highlighter") Object.assign(this.#stroke, this.#alongWords());
    this.#sheet.ink.draw(this.#stroke);
    this.#sheet.wet.write(null);
  }

  cancel() {
    this.#still.end();
    this.#sheet.ink.preview.value = null;
    if (this.#toldAt) this.#say(0, [], true);
    this.#sheet.wet.write(null);
  }

  /** @param {PointerEvent} event */
  #extend(event) {
    this.#last = spot(event, this.#place);
    this.#thinning.add(samples(event, this.#place));
    this.#stroke.points = this.#thinning.all;
  }

  /** The hand holds still at the end of what looks like a shape: it becomes one, and can still be drawn out. */
  #shape() {
    const { ink } = this.#sheet;
    const meant = this.#stroke.tool === "pen" && ink.shapes ? recognised(this.#thinning.lifted) : null;
    if (!meant) return;
    [this.#meant, this.#held] = [meant, this.#last];
    this.#sheet.wet.write(null);
    this.#show(meant.points);
    if (this.#toldAt) this.#say(0, meant.points, false);
  }

  /** @param {PointerEvent} event @param {import("ink/recognising.js").Meant} meant */
  #drawOn(event, meant) {
    this.#show(drawnOn(meant, this.#held, spot(event, this.#place)));
  }

  /** @param {number[]} points of the shape */
  #show(points) {
    const { ink, paper, page } = this.#sheet;
    const { tool } = /** @type {import("ink/recognising.js").Meant} */ (this.#meant);
    this.#stroke = { ...this.#stroke, tool, points };
    ink.preview.value = { paper, page, marks: [this.#stroke] };
  }

  #keepShape() {
    this.#sheet.ink.draw(this.#stroke);
    this.#sheet.ink.preview.value = null;
  }

  /** @returns {{points: number[], width?: number}} the mark as it was meant: over words, or at least straight */
  #alongWords() {
    const { ink, wordsAtHand } = this.#sheet;
    return (ink.snaps && snapped(this.#stroke, wordsAtHand())) || { points: straightened(this.#stroke) };
  }

  #goOn() {
    this.end();
    const next = new Writing(this.#sheet, this.#stroke.tool, this.#stroke.points.slice(-3));
    [this.#stroke, this.#thinning, this.#told, this.#toldAt] = [next.#stroke, next.#thinning, 0, 0];
  }

  /** Lets others see the stroke grow: what is new, and the tip of the pen. @param {number} now @param {boolean} [done] */
  #tell(now, done = false) {
    if (now - this.#toldAt > REMEMBERED_MS) this.#told = 0;
    const { kept, lifted } = this.#thinning;
    this.#say(this.#told, lifted.slice(3 * this.#told), done);
    [this.#told, this.#toldAt] = [kept.length / 3, now];
  }

  /** @param {number} from how many points are before these @param {number[]} points @param {boolean} done */
  #say(from, points, done) {
    const { id, paper, page, tool, colour, width, shared, to, layer } = this.#stroke;
    const looks = { id, paper, page, tool, colour, width, to, layer };
    if (shared) this.#sheet.room.signal("wet", { ...looks, from, points: pack(points), done });
  }
}
