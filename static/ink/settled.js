import { Layer } from "ink/layer.js";
import { around, besides, partOf, whole } from "ink/parts.js";
import { Shelf } from "ink/shelf.js";
import { spare } from "ink/spare.js";
import { UNITS } from "ink/geometry.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("papers/column.js").Sight} Sight */

const AT_ONCE = 64; // so few strokes are drawn on the spot
const WORTH_KEEPING = 200;

const shelf = new Shelf();

/**
 * The finished strokes of a page: a picture of all of it, and over it, where that is not sharp enough, one of what is in
 * sight. Many strokes are drawn when there is time; a new one at once.
 */
export class Settled {
  #holder;
  #name;
  #ratio;
  #whole;
  #near;
  #told;
  #pixels = 0;
  /** @type {Sight | null} */
  #sight = null;
  /** @type {Map<string, Stroke>} the lowest first */
  #wanted = new Map();

  /**
   * @param {HTMLElement} holder lies over the page, and is as large @param {string} name of the page @param {number} ratio
   * @param {() => void} told that more has been drawn
   */
  constructor(holder, name, ratio, told) {
    this.#holder = holder;
    this.#name = name;
    this.#ratio = ratio;
    this.#told = told;
    this.#whole = new Layer(holder, ratio, true);
    this.#near = new Layer(holder, ratio, false);
  }

  /** The page has come to rest. @param {number} pixels that it is wide on the screen @param {Sight | null} sight what is seen of it */
  look(pixels, sight) {
    this.#pixels = pixels;
    this.#sight = sight;
    this.#arrange();
    this.show([...this.#wanted.values()]);
  }

  /** @param {Stroke[]} strokes all that shall be on the page, the oldest first */
  show(strokes) {
    const before = this.#wanted;
    this.#wanted = new Map(strokes.map((stroke) => [stroke.id, stroke]));
    if (!before.size && strokes.length) this.#arrange();
    const fresh = strokes.filter(({ id }) => !before.has(id));
    for (const layer of [this.#whole, this.#near]) layer.show(this.#wanted, fresh.length <= AT_ONCE ? fresh : []);
    if (strokes.length <= AT_ONCE) this.work(Infinity, Infinity);
    this.#report();
    if (!this.#isDone) spare.add(this);
  }

  /** Whether it is drawn already. @param {string} id */
  has(id) {
    return this.#whole.shown?.drawn.has(id) ?? false;
  }

  /** A hand that writes or moves the pages has all the time that there is, unless ink is missing. */
  waits() {
    return this.#whole.hasAll(this.#wanted) && (spare.isDisturbed || this.#holder.closest(".moving") !== null);
  }

  /** @param {number} most @param {number} until @returns {boolean} */
  work(most, until) {
    const isDone = [this.#whole, this.#near].every((layer) => layer.work(this.#wanted, most, until));
    if (isDone) this.#report();
    return isDone;
  }

  close() {
    spare.drop(this);
    const { shown } = this.#whole;
    if (shown && shown.drawn.size >= WORTH_KEEPING) {
      this.#whole.shown = null;
      shelf.put(this.#name, shown);
    }
    this.#whole.close();
    this.#near.close();
  }

  /** Memory is taken only where there is ink. */
  #arrange() {
    if (!this.#pixels || !this.#wanted.size) return;
    const all = whole(this.#pixels, this.#ratio);
    const isSharp = all.width >= Math.round(this.#pixels);
    const kept = this.#whole.shown ? undefined : shelf.take(this.#name);
    if (kept) this.#whole.put(kept);
    if (isSharp || !this.#whole.shown) this.#whole.want(all);
    if (isSharp || !this.#sight) this.#near.close();
    else this.#near.want(around(this.#sight, this.#pixels, this.#ratio), partOf(inUnits(this.#sight), this.#pixels, this.#ratio));
  }

  get #isDone() {
    return this.#whole.isDone(this.#wanted) && this.#near.isDone(this.#wanted);
  }

  #report() {
    const { shown } = this.#whole;
    // Two pictures over one another would be too dark.
    if (shown) shown.canvas.style.clipPath = this.#near.shown ? besides(this.#near.shown.part, this.#ratio) : "";
    this.#holder.toggleAttribute("data-drawing", !this.#isDone);
    if (this.#isDone) this.#holder.dataset.strokes = String(this.#wanted.size);
    this.#told();
  }
}

/** @param {Sight} sight @returns {import("ink/geometry.js").Box} */
function inUnits(sight) {
  return /** @type {import("ink/geometry.js").Box} */ (sight.map((edge) => edge * UNITS));
}
