import { boxOf, grown, union } from "ink/geometry.js";
import { paintGrowing } from "ink/paint.js";
import { holds, placed } from "ink/parts.js";
import { setOut, wipe } from "ink/picture.js";
import { spare } from "ink/spare.js";

/**
 * @typedef {import("ink/geometry.js").Box} Box
 * @typedef {import("ink/parts.js").Part} Part
 * @typedef {{x: number, y: number, radius: number}} Eraser
 * @typedef {{tool: import("ink/tools.js").InkTool, colour: string, width: number, points: number[]}} Growing
 */

const SOFT_EDGE = 40;
const NOTHING = { width: 0, left: 0, top: 0, right: 0, bottom: 0 };

/** What is under my hand and not yet ink: my stroke, where the pen will probably be next, and the eraser. */
export class Wet {
  #context;
  #ratio;
  #inSight;
  /** @type {Growing | null} */
  #mine = null;
  /** @type {number[]} */
  #predicted = [];
  /** @type {Growing[]} became ink in this very frame */
  #drying = [];
  /** @type {Eraser | null} */
  #eraser = null;
  /** @type {Box | null} */
  #painted = null;
  /** @type {Part} */
  #part = NOTHING;

  /**
   * @param {HTMLCanvasElement} canvas @param {number} ratio of the page
   * @param {() => Part} inSight the part of the page that is in sight now
   */
  constructor(canvas, ratio, inSight) {
    // Desynchronized: the ink does not wait for the rest of the page to be drawn.
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { desynchronized: true }));
    this.#ratio = ratio;
    this.#inSight = inSight;
  }

  /** @param {Growing | null} stroke null: it has become ink, or is taken back @param {number[]} [predicted] */
  write(stroke, predicted = []) {
    spare.disturb();
    if (stroke && !this.#mine) this.#aim();
    if (!stroke && this.#mine) this.#dry(this.#mine);
    [this.#mine, this.#predicted] = [stroke, predicted];
    this.#paint();
  }

  /** @param {Eraser | null} eraser */
  erase(eraser) {
    if (eraser && !this.#eraser) this.#aim();
    this.#eraser = eraser;
    this.#paint();
  }

  /** The page lies elsewhere or in another size, or is out of sight: what is not needed takes up no memory. @param {boolean} isSeen */
  look(isSeen) {
    if (this.#mine || this.#eraser) return;
    if (!isSeen || !holds(this.#part, this.#inSight())) this.#setOut(NOTHING);
  }

  /** As sharp as the screen, and no larger than it. */
  #aim() {
    const part = this.#inSight();
    if (!holds(this.#part, part)) this.#setOut(part);
  }

  /** @param {Part} part */
  #setOut(part) {
    this.#part = part;
    this.#painted = null;
    setOut(this.#context, part);
    Object.assign(this.#context.canvas.style, part.width ? placed(part, this.#ratio) : {});
  }

  /**
   * The canvas does not wait for the page: what it shows stays until the page shows it too. But two highlighters over
   * one another would be darker for a moment.
   * @param {Growing} stroke
   */
  #dry(stroke) {
    if (stroke.tool === "highlighter") return;
    this.#drying.push(stroke);
    requestAnimationFrame(() => setTimeout(() => (this.#drying.shift(), this.#paint())));
  }

  #paint() {
    if (this.#painted) wipe(this.#context, this.#painted);
    const strokes = [...this.#drying];
    if (this.#mine) strokes.push({ ...this.#mine, points: [...this.#mine.points, ...this.#predicted] });
    for (const stroke of strokes) paintGrowing(this.#context, stroke);
    const boxes = strokes.map(boxOf);
    if (this.#eraser) boxes.push(ring(this.#context, this.#eraser));
    this.#painted = boxes.length ? grown(boxes.reduce(union), SOFT_EDGE) : null;
    this.#context.canvas.classList.toggle("highlighting", strokes.some(({ tool }) => tool === "highlighter"));
  }
}

/** @param {CanvasRenderingContext2D} context @param {Eraser} eraser @returns {Box} */
function ring(context, { x, y, radius }) {
  context.globalCompositeOperation = "source-over";
  context.strokeStyle = "#4f483f";
  context.lineWidth = 12;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  return [x - radius, y - radius, x + radius, y + radius];
}
