import { clamp, doubleTap, fit, move, pageSize, pinch, resized, step, turned, zoomAt } from "papers/zoom.js";

/** @typedef {import("papers/zoom.js").View} Lie */
/** @typedef {import("papers/zoom.js").Fit} Fit */

const SETTLED_MS = 160;
const GLIDE_MS = 325; // a thrown page has lost two thirds of its speed after this
const SLOWEST = 0.02;

/** Moves a page about in its window by CSS transform; nothing is laid out anew, and Preact does not hear of it. */
export class View {
  /** @type {Fit | null} what the page is fitted to, until it is moved by hand */
  how;
  frame = { width: 1, height: 1, ratio: 1 };
  at = { scale: 1, x: 0, y: 0 };

  #page;
  #onSettled;
  #timer = 0;
  #glide = 0;

  /** @param {HTMLElement} page @param {Fit} how @param {(view: View) => void} onSettled when it has lain still for a moment */
  constructor(page, how, onSettled) {
    this.#page = page;
    this.how = how;
    this.#onSettled = onSettled;
  }

  /** @param {number} width @param {number} height of the window */
  resize(width, height) {
    const before = this.frame;
    this.frame = { ...before, width, height };
    const first = before.width === 1;
    this.#lay(first ? fit(this.how ?? "width", this.frame) : resized(this.at, this.how, before, this.frame));
    if (first) this.#onSettled(this);
  }

  /** Another page. @param {number} ratio its height over its width */
  turn(ratio) {
    this.stop();
    this.frame = { ...this.frame, ratio };
    this.#lay(this.how ? fit(this.how, this.frame) : turned(this.at, this.frame));
  }

  /** @param {Fit} how */
  fit(how) {
    this.stop();
    this.how = how;
    this.#lay(fit(how, this.frame));
  }

  /** @param {number} dx @param {number} dy @returns {boolean} whether there was room to move */
  move(dx, dy) {
    const { x, y } = this.at;
    this.#lay(move(this.at, dx, dy, this.frame));
    return this.at.x !== x || this.at.y !== y;
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
  }

  close() {
    this.stop();
    clearTimeout(this.#timer);
  }

  /** @param {Lie} at */
  #zoomed(at) {
    this.stop();
    this.how = null;
    this.#lay(at);
  }

  /** @param {Lie} at */
  #lay(at) {
    this.at = clamp(at, this.frame);
    const { width, height } = pageSize(this.frame);
    const { style, classList } = this.#page;
    Object.assign(style, { width: `${width}px`, height: `${height}px` });
    style.transform = `translate(${Math.round(this.at.x)}px, ${Math.round(this.at.y)}px) scale(${this.at.scale})`;
    // Only while it moves is the page a layer of its own: such a layer is not drawn sharper when it grows.
    classList.add("moving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      classList.remove("moving");
      this.#onSettled(this);
    }, SETTLED_MS);
  }
}
