import { holds } from "ink/parts.js";
import { Picture } from "ink/picture.js";

/** @typedef {import("ink/parts.js").Part} Part */
/** @typedef {import("kernel/types.js").Stroke} Stroke */

/** The picture of a part of the page that is shown, and another one that is being drawn to take its place. */
export class Layer {
  /** @type {Picture | null} */
  shown = null;
  /** @type {Picture | null} */
  #coming = null;
  #holder;
  #ratio;
  #growsInSight;

  /**
   * @param {HTMLElement} holder @param {number} ratio of the page
   * @param {boolean} growsInSight whether a first picture is shown before all is on it
   */
  constructor(holder, ratio, growsInSight) {
    this.#holder = holder;
    this.#ratio = ratio;
    this.#growsInSight = growsInSight;
  }

  /** Another part is to be shown, in which `needed` lies. @param {Part} part @param {Part} [needed] */
  want(part, needed = part) {
    if (this.shown && holds(this.shown.part, needed)) return this.#drop();
    if (this.#coming && holds(this.#coming.part, needed)) return;
    this.#drop();
    const picture = new Picture(part, this.#ratio);
    if (this.#growsInSight && !this.shown) this.put(picture);
    else this.#coming = picture;
  }

  /** @param {Picture} picture */
  put(picture) {
    this.shown?.close();
    this.shown = picture;
    this.#holder.append(picture.canvas);
  }

  /** @param {Map<string, Stroke>} wanted @param {Stroke[]} fresh that may not wait */
  show(wanted, fresh) {
    this.#coming?.keep(wanted);
    const { shown } = this;
    if (!shown) return;
    shown.keep(wanted);
    if (shown.drawn.size + fresh.length < wanted.size) shown.addEarly(fresh);
    else shown.add(fresh);
  }

  /** Whether nothing is missing from what is shown. @param {Map<string, Stroke>} wanted */
  hasAll(wanted) {
    return !this.shown || this.shown.drawn.size === wanted.size;
  }

  /** @param {Map<string, Stroke>} wanted */
  isDone(wanted) {
    return !this.#coming && this.hasAll(wanted);
  }

  /** @param {Map<string, Stroke>} wanted @param {number} most @param {number} until @returns {boolean} whether all is done */
  work(wanted, most, until) {
    const picture = this.#coming ?? this.shown;
    if (!picture?.work(wanted, most, until)) return !picture;
    if (picture === this.#coming) this.put(picture);
    this.#coming = null;
    return true;
  }

  close() {
    this.#drop();
    this.shown?.close();
    this.shown = null;
  }

  #drop() {
    this.#coming?.close();
    this.#coming = null;
  }
}
