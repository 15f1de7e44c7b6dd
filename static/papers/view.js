import { mostInSight, sightOf, stacked } from "papers/column.js";
import { alongside, framed, isWide } from "papers/framing.js";
import { clamp, doubleTap, fit, move, pageSize, pinch, resized, step, topOf, turned, zoomAt } from "papers/zoom.js";

/** @typedef {import("papers/zoom.js").View} Lie */
/** @typedef {import("papers/zoom.js").Fit} Fit */
/** @typedef {import("papers/column.js").Column} Column */
/**
 * @typedef {{laid: (view: View, byHand: boolean, own: boolean) => void, settled: (view: View) => void}} Told
 *   laid: it has moved (own: because somebody here wished so); settled: it has lain still for a moment
 */

const SETTLED_MS = 160;
const GLIDE_MS = 325; // a thrown page has lost two thirds of its speed after this
const SLOWEST = 0.02;
const SCREENFUL = 0.9;
const BELOW = 0.05; // what lies so near the window's edge, in widths, is hardly in sight

/** Where a column of pages lies in its window, and how it moves. What moves the pages themselves is told. */
export class View {
  /** @type {Fit | null} what the page is fitted to, until it is made larger or smaller by hand */
  how;
  /** @type {import("papers/zoom.js").Frame} */
  frame = { width: 1, height: 1, ratio: 1 };
  at = { scale: 1, x: 0, y: 0 };
  /** @type {Column} */
  column = stacked([1]);
  /** The page of the column that is read. */
  index = 0;

  #rest;
  #told;
  #timer = 0;
  #glide = 0;

  /** @param {Fit} how @param {Told} told */
  constructor(how, told) {
    this.how = how;
    this.#rest = how;
    this.#told = told;
  }

  /** @param {number} width @param {number} height of the window */
  resize(width, height) {
    const before = this.frame;
    this.frame = { ...before, width, height };
    const first = before.width === 1;
    if (first) this.goTo(this.index);
    else this.#lay(resized(this.at, this.how, before, this.frame));
    if (first) this.#told.settled(this);
  }

  /** Other pages, or others beside the one that is read: that one stays where it is. @param {Column} column @param {number} index */
  spread(column, index) {
    const within = topOf(this.at, this.frame) - this.column.tops[this.index];
    this.#have(column, index);
    this.#lay(turned(this.at, this.frame, column.tops[index] + within));
  }

  /** Another page, from its top. @param {number} index @param {Column} [column] that it stands in */
  goTo(index, column = this.column) {
    this.stop();
    this.#have(column, index);
    const top = column.tops[index];
    this.#lay(this.how ? fit(this.how, this.frame, top) : turned(this.at, this.frame, top));
  }

  /** Something on the page that is read, unless it is in sight already. @param {number} y from the page's top, in widths */
  reveal(y) {
    this.revealOn(this.index, y);
  }

  /**
   * Something on a page of the column, unless it is in sight already.
   * @param {number} index @param {number} y from that page's top, in widths @param {number} [within] so much of the window counts, from its top
   */
  revealOn(index, y, within = 1) {
    const { top, bottom } = this.window;
    const there = this.column.tops[index] + y;
    if (there > top && there < top + within * (bottom - top) - BELOW) return;
    this.#lay(turned(this.at, this.frame, there - (bottom - top) / 4));
  }

  /** What somebody else sees of a page of the column. @param {import("papers/framing.js").Part} part @param {number} index */
  show(part, index) {
    this.stop();
    const top = this.column.tops[index];
    this.how = isWide(part) ? this.#rest : null;
    if (!this.how) this.#lay(framed(part, this.frame, top));
    else this.#lay(this.how === "page" ? fit("page", this.frame, top) : alongside(part, this.frame, top));
  }

  /** @param {Fit} how */
  fit(how) {
    this.stop();
    this.how = how;
    const top = how === "page" ? this.column.tops[this.index] : topOf(this.at, this.frame);
    this.#lay(fit(how, this.frame, top), false, true);
  }

  /** @param {number} dx @param {number} dy @returns {boolean} whether there was room to move */
  move(dx, dy) {
    const { x, y } = this.at;
    this.#lay(move(this.at, dx, dy, this.frame), true);
    return this.at.x !== x || this.at.y !== y;
  }

  /** @param {1|-1} direction a screenful down or up */
  leaf(direction) {
    this.stop();
    this.move(0, -direction * SCREENFUL * this.frame.height);
  }

  /** @param {number} factor @param {number} x @param {number} y */
  zoomAt(factor, x, y) {
    this.#zoomed(zoomAt(this.at, factor, x, y, this.frame));
  }

  /** @param {1|-1} direction */
  step(direction) {
    this.#zoomed(step(this.at, direction, this.frame));
  }

  /** @param {import("papers/zoom.js").Fingers} from @param {import("papers/zoom.js").Fingers} to */
  pinch(from, to) {
    this.#zoomed(pinch(this.at, from, to, this.frame));
  }

  /** @param {number} x @param {number} y */
  doubleTap(x, y) {
    this.#zoomed(doubleTap(this.at, x, y, this.frame));
  }

  /** The page goes on moving after it was let go. @param {number} vx @param {number} vy px per ms */
  throw(vx, vy) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    let before = performance.now();
    const glide = (/** @type {number} */ now) => {
      const ms = Math.max(0, now - before);
      const left = Math.exp(-ms / GLIDE_MS);
      before = now;
      const moved = this.move(vx * ms, vy * ms) || !ms;
      [vx, vy] = [vx * left, vy * left];
      this.#glide = moved && Math.hypot(vx, vy) > SLOWEST ? requestAnimationFrame(glide) : 0;
    };
    this.#glide = requestAnimationFrame(glide);
  }

  /** A thrown page is caught. */
  stop() {
    cancelAnimationFrame(this.#glide);
    this.#glide = 0;
  }

  /** Whether the pages still move after they were thrown. */
  get gliding() {
    return this.#glide !== 0;
  }

  close() {
    this.stop();
    clearTimeout(this.#timer);
  }

  /** @returns {{left: number, top: number, right: number, bottom: number}} the window, in widths from the column's corner */
  get window() {
    const { width, height } = this.frame;
    const unit = this.unit;
    return { left: -this.at.x / unit, top: -this.at.y / unit, right: (width - this.at.x) / unit, bottom: (height - this.at.y) / unit };
  }

  /** The width of a page on the screen, CSS pixels. */
  get unit() {
    return pageSize(this.frame).width * this.at.scale;
  }

  /** @param {number} index @returns {import("papers/column.js").Sight | null} */
  sight(index) {
    return sightOf(this.column, index, this.window);
  }

  /** @param {Column} column @param {number} index */
  #have(column, index) {
    const { ratio, tallest, ratios } = column;
    [this.column, this.index] = [column, index];
    this.frame = { ...this.frame, ratio, tallest, page: ratios[index] };
  }

  /** @param {Lie} at */
  #zoomed(at) {
    this.stop();
    this.how = null;
    this.#lay(at, true);
  }

  /** @param {Lie} at @param {boolean} [byHand] then the page that is read is the one most in sight @param {boolean} [own] somebody here wished so */
  #lay(at, byHand = false, own = byHand) {
    this.at = clamp(at, this.frame);
    const { top, bottom } = this.window;
    if (byHand) this.#have(this.column, mostInSight(this.column, top, bottom));
    this.#told.laid(this, byHand, own);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#told.settled(this), SETTLED_MS);
  }
}
