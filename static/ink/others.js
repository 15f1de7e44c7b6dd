import { heard } from "ink/heard.js";
import { paintGrowing } from "ink/paint.js";
import { Picture } from "ink/picture.js";
import { holds } from "ink/parts.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {Omit<Stroke, "by"|"shared"|"at"> & {from?: number, done?: boolean}} Piece  its new points; from: how many are before them
 */

const FORGOTTEN_MS = 5000;

/** Others' strokes on this page while they grow. However many draw, it is drawn once a frame. */
export class Others {
  #holder;
  #ratio;
  #part;
  /** @type {Map<string, {heard: import("ink/heard.js").Heard, stroke: Stroke, timer: number}>} */
  #growing = new Map();
  /** @type {Picture | null} */
  #picture = null;
  #frame = 0;

  /**
   * @param {HTMLElement} holder lies over the page, and is as large @param {number} ratio
   * @param {() => import("ink/parts.js").Part} part of the page that is in sight now
   */
  constructor(holder, ratio, part) {
    this.#holder = holder;
    this.#ratio = ratio;
    this.#part = part;
  }

  /** @param {Piece} piece */
  grow({ from = 0, done: _, ...looks }) {
    const known = this.#growing.get(looks.id);
    const now = heard(known?.heard, from, looks.points);
    clearTimeout(known?.timer);
    if (!now.points.length) return void (this.#growing.delete(looks.id), this.#paintSoon());
    const timer = setTimeout(() => this.drop((id) => id === looks.id), FORGOTTEN_MS);
    const stroke = /** @type {Stroke} */ ({ ...looks, points: now.points });
    this.#growing.set(looks.id, { heard: now, stroke, timer });
    this.#paintSoon();
  }

  /** They have become ink, or never will. @param {(id: string) => boolean} which */
  drop(which) {
    const gone = [...this.#growing.keys()].filter(which);
    for (const id of gone) {
      clearTimeout(this.#growing.get(id)?.timer);
      this.#growing.delete(id);
    }
    if (gone.length) this.#paint();
  }

  /** The page lies elsewhere or in another size. */
  look() {
    if (this.#growing.size) this.#paint();
    else this.#release();
  }

  close() {
    cancelAnimationFrame(this.#frame);
    for (const { timer } of this.#growing.values()) clearTimeout(timer);
    this.#release();
  }

  #paintSoon() {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const wanted = new Map([...this.#growing].map(([id, { stroke }]) => [id, stroke]));
    if (!wanted.size) return this.#release();
    if (!holds(this.#picture?.part ?? NONE, this.#part())) this.#make();
    this.#picture?.keep(wanted);
    this.#picture?.add(wanted.values());
  }

  #make() {
    this.#release();
    this.#picture = new Picture(this.#part(), this.#ratio, paintGrowing);
    this.#picture.canvas.classList.add("growing");
    this.#holder.append(this.#picture.canvas);
  }

  #release() {
    this.#picture?.close();
    this.#picture = null;
  }
}

const NONE = { width: 0, left: 0, top: 0, right: 0, bottom: 0 };
