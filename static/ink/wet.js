import { boxOf, extend, grown, union } from "ink/geometry.js";
import { paintGrowing, resize, wipe } from "ink/paint.js";

/**
 * @typedef {import("ink/geometry.js").Box} Box
 * @typedef {{id: string, paper: string, page: number, tool: import("ink/tools.js").InkTool, colour: string,
 *   width: number, points: number[]}} Growing
 */

const FORGOTTEN_MS = 5000;
const SOFT_EDGE = 40;

/** What is not yet ink: my stroke under the pen, where the pen will probably be next, the eraser, and others' strokes as they grow. */
export class Wet {
  #context;
  /** @type {Growing | null} */
  #mine = null;
  /** @type {number[]} */
  #predicted = [];
  /** @type {{x: number, y: number, radius: number} | null} */
  #eraser = null;
  /** @type {Map<string, {stroke: Growing, timer: number}>} */
  #others = new Map();
  /** @type {Box | null} */
  #painted = null;
  #place = { paper: "", page: 0 };
  #size = { width: 1, ratio: 1 };
  #isSized = false;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    // Desynchronized: the ink does not wait for the rest of the page to be drawn.
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { desynchronized: true }));
  }

  /** @param {string} paper @param {number} page */
  turn(paper, page) {
    this.#place = { paper, page };
    this.paint();
  }

  /** The canvas takes up memory only once there is something on it. @param {number} width in pixels @param {number} ratio */
  resize(width, ratio) {
    this.#size = { width, ratio };
    this.#isSized = false;
    resize(this.#context, 1, 1);
    this.#painted = null;
    this.paint();
  }

  /** @param {Growing | null} stroke @param {number[]} [predicted] */
  write(stroke, predicted = []) {
    [this.#mine, this.#predicted] = [stroke, predicted];
    this.paint();
  }

  /** @param {{x: number, y: number, radius: number} | null} eraser */
  erase(eraser) {
    this.#eraser = eraser;
    this.paint();
  }

  /** Somebody's stroke has grown. @param {Growing} more its new points */
  grow(more) {
    const known = this.#others.get(more.id);
    const stroke = known?.stroke ?? { ...more, points: [] };
    extend(stroke.points, more.points, 0);
    clearTimeout(known?.timer);
    const timer = setTimeout(() => this.drop(more.id), FORGOTTEN_MS);
    this.#others.set(more.id, { stroke, timer });
    if (this.#isHere(stroke)) this.paint();
  }

  /** Somebody's stroke has become ink, or never will. @param {string} id */
  drop(id) {
    const known = this.#others.get(id);
    if (!known) return;
    clearTimeout(known.timer);
    this.#others.delete(id);
    this.paint();
  }

  close() {
    for (const { timer } of this.#others.values()) clearTimeout(timer);
  }

  paint() {
    if (this.#painted) wipe(this.#context, this.#painted);
    const strokes = [...this.#others.values()].map(({ stroke }) => stroke).filter((stroke) => this.#isHere(stroke));
    if (this.#mine) strokes.push({ ...this.#mine, points: [...this.#mine.points, ...this.#predicted] });
    if ((strokes.length || this.#eraser) && !this.#isSized) this.#grow();
    for (const stroke of strokes) paintGrowing(this.#context, stroke);
    const boxes = strokes.map(boxOf);
    if (this.#eraser) boxes.push(ring(this.#context, this.#eraser));
    this.#painted = boxes.length ? grown(boxes.reduce(union), SOFT_EDGE) : null;
    this.#context.canvas.classList.toggle("highlighting", strokes.some(({ tool }) => tool === "highlighter"));
  }

  #grow() {
    resize(this.#context, this.#size.width, this.#size.ratio);
    this.#isSized = true;
  }

  /** @param {Growing} stroke */
  #isHere({ paper, page }) {
    return paper === this.#place.paper && page === this.#place.page;
  }
}

/** @param {CanvasRenderingContext2D} context @param {{x: number, y: number, radius: number}} eraser @returns {Box} */
function ring(context, { x, y, radius }) {
  context.globalCompositeOperation = "source-over";
  context.strokeStyle = "#4f483f";
  context.lineWidth = 12;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  return [x - radius, y - radius, x + radius, y + radius];
}
