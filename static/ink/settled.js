import { boxOf, grown, overlap, union } from "ink/geometry.js";
import { paint, resize, wipe } from "ink/paint.js";

/** @typedef {import("ink/geometry.js").Box} Box */
/** @typedef {import("kernel/types.js").Stroke} Stroke */

const SOFT_EDGE = 20; // what antialiasing spills over a stroke's box, on the coarsest canvas

/** The finished strokes of a page. Only what is new is drawn, and around what is gone only what lay there. */
export class Settled {
  #context;
  /** @type {Map<string, Stroke>} */
  #drawn = new Map();
  #size = { width: 1, ratio: 1 };
  #isSized = false;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  }

  /** Empties the canvas, which takes up memory only once there is ink on it. @param {number} width in pixels @param {number} ratio */
  resize(width, ratio) {
    this.#size = { width, ratio };
    this.#isSized = false;
    resize(this.#context, 1, 1);
    this.#drawn.clear();
  }

  /** @param {Stroke[]} strokes all that shall be on the page, the oldest first */
  show(strokes) {
    const wanted = new Map(strokes.map((stroke) => [stroke.id, stroke]));
    if (wanted.size && !this.#isSized) this.#grow();
    const gone = [...this.#drawn.values()].filter(({ id }) => !wanted.has(id));
    if (gone.length) this.#redraw(gone.map(boxOf).reduce(union), wanted);
    for (const [id, stroke] of wanted) if (!this.#drawn.has(id)) paint(this.#context, stroke);
    this.#drawn = wanted;
    this.#context.canvas.dataset.strokes = String(wanted.size);
  }

  #grow() {
    resize(this.#context, this.#size.width, this.#size.ratio);
    this.#isSized = true;
  }

  /** @param {Box} gone @param {Map<string, Stroke>} wanted */
  #redraw(gone, wanted) {
    const box = grown(gone, SOFT_EDGE);
    const [left, top, right, bottom] = box;
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(left, top, right - left, bottom - top);
    this.#context.clip();
    wipe(this.#context, box);
    for (const [id, stroke] of wanted) {
      if (this.#drawn.has(id) && overlap(boxOf(stroke), box)) paint(this.#context, stroke);
    }
    this.#context.restore();
  }
}
