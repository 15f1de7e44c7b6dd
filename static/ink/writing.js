import { newId } from "kernel/ids.js";
import { straightened } from "ink/geometry.js";
import { pack, PLAIN } from "ink/packing.js";
import { predictions, samples } from "ink/samples.js";
import { snapped } from "ink/snapping.js";
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
    this.#extend(event);
    this.#sheet.wet.write(this.#stroke, predictions(event, this.#place));
    if (event.timeStamp - this.#toldAt >= SIGNAL_MS) this.#tell(event.timeStamp);
    if (this.#thinning.kept.length >= 3 * MOST_POINTS) this.#goOn();
  }

  end() {
    this.#stroke.points = this.#thinning.lifted;
    if (this.#toldAt) this.#tell(this.#toldAt, true);
    if (this.#stroke.tool === "highlighter") Object.assign(this.#stroke, this.#alongWords());
    this.#sheet.ink.draw(this.#stroke);
    this.#sheet.wet.write(null);
  }

  cancel() {
    if (this.#toldAt) this.#say(0, [], true);
    this.#sheet.wet.write(null);
  }

  /** @param {PointerEvent} event */
  #extend(event) {
    this.#thinning.add(samples(event, this.#place));
    this.#stroke.points = this.#thinning.all;
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
