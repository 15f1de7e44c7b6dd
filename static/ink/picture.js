import { boxOf, grown, overlap, union, UNITS } from "ink/geometry.js";
import { boxOfPart, placed } from "ink/parts.js";
import { paint } from "ink/paint.js";

/** @typedef {import("ink/geometry.js").Box} Box */
/** @typedef {import("ink/parts.js").Part} Part */
/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {(context: CanvasRenderingContext2D, stroke: Stroke) => void} Paint */

const SOFT_EDGE = 20; // what antialiasing spills over a stroke's box, on the coarsest canvas
const MOST_BOXES = 32;
const LOOKS = ["tool", "colour", "width", "text"];

/** @type {WeakMap<Stroke, Box>} */
const boxes = new WeakMap();

/** A canvas with a part of a page and the ink on it. What is new costs no more than itself, what is gone only what lay there. */
export class Picture {
  canvas = document.createElement("canvas");
  part;
  /** @type {Map<string, Stroke>} */
  drawn = new Map();

  #context;
  #paint;
  #box;
  /** @type {Stroke[]} drawn before others that lie below them */
  #early = [];

  /** @param {Part} part @param {number} ratio of the page @param {Paint} [how] */
  constructor(part, ratio, how = paint) {
    this.part = part;
    this.#paint = how;
    this.#box = boxOfPart(part);
    this.canvas.className = "ink";
    Object.assign(this.canvas.style, placed(part, ratio));
    this.#context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    setOut(this.#context, part);
  }

  /** What is on it and not wanted goes; what has changed is drawn anew. @param {Map<string, Stroke>} wanted all, the lowest first */
  keep(wanted) {
    /** @type {Box[]} */
    const touched = [];
    for (const [id, stroke] of this.drawn) {
      const now = wanted.get(id);
      if (now && isSame(now, stroke)) continue;
      touched.push(reach(stroke));
      if (now) touched.push(reach(now));
      if (now) this.drawn.set(id, now);
      else this.drawn.delete(id);
    }
    this.#redraw(touched, wanted);
  }

  /** @param {Iterable<Stroke>} strokes above all that is there */
  add(strokes) {
    for (const stroke of strokes) this.#put(stroke);
  }

  /** The same, although some of what lies below is still to come. @param {Stroke[]} strokes */
  addEarly(strokes) {
    this.add(strokes);
    this.#early.push(...strokes);
  }

  /**
   * Goes on with what is missing.
   * @param {Map<string, Stroke>} wanted @param {number} most strokes @param {number} until ms @returns {boolean} whether all is there
   */
  work(wanted, most, until) {
    for (const [id, stroke] of wanted) {
      if (this.drawn.has(id)) continue;
      if (most-- <= 0 || performance.now() >= until) return false;
      this.#put(stroke);
    }
    this.#redraw(this.#early.map(reach), wanted);
    this.#early = [];
    return true;
  }

  /** Gives its memory back. */
  close() {
    this.canvas.remove();
    Object.assign(this.canvas, { width: 0, height: 0 });
  }

  /** @param {Stroke} stroke */
  #put(stroke) {
    if (this.drawn.has(stroke.id)) return;
    this.drawn.set(stroke.id, stroke);
    if (overlap(reach(stroke), this.#box)) this.#paint(this.#context, stroke);
  }

  /** @param {Box[]} all @param {Map<string, Stroke>} wanted */
  #redraw(all, wanted) {
    const here = all.filter((box) => overlap(box, this.#box));
    if (!here.length) return;
    const touched = (here.length > MOST_BOXES ? [here.reduce(union)] : here).map((box) => this.#toPixels(box));
    const context = this.#context;
    context.save();
    context.beginPath();
    for (const [left, top, right, bottom] of touched) context.rect(left, top, right - left, bottom - top);
    context.clip();
    wipe(context, touched.reduce(union));
    for (const id of wanted.keys()) {
      const stroke = this.drawn.get(id);
      if (stroke && touched.some((box) => overlap(reach(stroke), box))) this.#paint(context, stroke);
    }
    context.restore();
  }

  /** Whole pixels: along an edge through one, some of what was there would stay. @param {Box} box @returns {Box} */
  #toPixels([left, top, right, bottom]) {
    const pixel = UNITS / this.part.width;
    const [down, up] = [Math.floor, Math.ceil].map((round) => (/** @type {number} */ edge) => round(edge / pixel) * pixel);
    return [down(left), down(top), up(right), up(bottom)];
  }
}

/**
 * Makes a canvas as large as the part, empty, with its units those of the page.
 * @param {CanvasRenderingContext2D} context @param {Part} part
 */
export function setOut(context, { width, left, top, right, bottom }) {
  Object.assign(context.canvas, { width: Math.max(1, right - left), height: Math.max(1, bottom - top) });
  context.setTransform(width / UNITS, 0, 0, width / UNITS, -left, -top);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box */
export function wipe(context, [left, top, right, bottom]) {
  context.clearRect(left, top, right - left, bottom - top);
}

/** @param {Stroke} stroke @returns {Box} all that it may have touched */
function reach(stroke) {
  const box = boxes.get(stroke) ?? grown(boxOf(stroke), SOFT_EDGE);
  boxes.set(stroke, box);
  return box;
}

/** What is asked for and what is then recorded are two, and look the same. @param {Stroke} a @param {Stroke} b */
function isSame(a, b) {
  if (a === b) return true;
  const looks = (/** @type {any} */ stroke) => LOOKS.map((key) => stroke[key]);
  return String(looks(a)) === String(looks(b)) && String(a.points) === String(b.points);
}
