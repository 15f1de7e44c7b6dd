import { Gestures, hasMoved, HOLD_MS } from "papers/gestures.js";
import { isWiderThanWindow, wheelFactor, wheelPx } from "papers/zoom.js";

/**
 * @typedef {import("papers/view.js").View} View
 * @typedef {import("ink/hands.js").Hands} Hands
 * @typedef {{view: View, turn: (by: 1|-1) => void, handsAt: (target: EventTarget | null) => Hands | null}} Means
 *   what gestures act on; handsAt: what acts on the page that was touched
 */

// Whoever has written with a pen in one window does so in the next.
const known = { penKnown: false };

/** What hands do in the window of the pages. */
class Listening {
  #element;
  #means;
  #gestures;
  /** @type {Hands | null} on the page that was pressed */
  #hands = null;
  /** @type {Hands | null} on the page that the mouse is over */
  #over = null;
  /** @type {PointerEvent | null} the press that may become a hold, a click or a drag */
  #pressed = null;
  #dragged = false;
  #timer = 0;

  /** @param {HTMLElement} element @param {Means} means */
  constructor(element, means) {
    this.#element = element;
    this.#means = means;
    this.#gestures = new Gestures(() => this.#hands?.acts ?? false, (intent) => this.#obey(intent), known);
  }

  /** @param {AbortSignal} signal */
  begin(signal) {
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ heard, capture = false) =>
      this.#element.addEventListener(name, heard, { signal, passive: false, capture });
    on("pointerdown", (event) => this.#press(event));
    on("pointermove", (event) => this.#drag(event));
    on("pointerup", (event) => this.#lift(event, false));
    on("pointercancel", (event) => this.#lift(event, true));
    on("pointerleave", () => this.#hover(null));
    // What was dragged is no click; a click of the keyboard (detail 0) always is one.
    on("click", (event) => this.#dragged && event.detail && (event.preventDefault(), event.stopPropagation()), true);
    on("wheel", (event) => this.#roll(event));
    on("contextmenu", (event) => event.preventDefault());
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    const hands = this.#means.handsAt(target);
    if ((event.button !== 0 && !hands?.isEraser(event)) || target.closest("button")) return;
    this.#means.view.stop();
    this.#take(hands, event.pointerType === "pen");
    hands?.meet(event);
    this.#dragged = false;
    if (!this.#gestures.down(this.#plain(event))) return;
    // A link that is pressed is still a link: what captures a pointer also gets its click.
    if (!target.closest("a")) this.#element.setPointerCapture(event.pointerId);
    if (this.#gestures.drawing === event.pointerId) this.#hands?.begin(event);
    else this.#wait(event);
  }

  /** A pen that comes while a finger draws takes its place. @param {Hands | null} hands @param {boolean} isPen */
  #take(hands, isPen) {
    if (this.#gestures.drawing !== null && !isPen) return;
    if (this.#gestures.drawing !== null) this.#hands?.cancel();
    this.#hands = hands;
  }

  /** @param {PointerEvent} event */
  #wait(event) {
    this.#pressed = event;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#gestures.hold(event.pointerId), HOLD_MS);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (this.#gestures.drawing === event.pointerId) this.#hands?.move(event);
    else if (this.#gestures.drawing === null) this.#hover(event);
    if (this.#pressed && hasMoved(this.#plain(this.#pressed), this.#plain(event))) this.#dragged = event.buttons > 0;
    this.#gestures.move(this.#plain(event));
  }

  /** @param {PointerEvent} event @param {boolean} cancelled */
  #lift(event, cancelled) {
    clearTimeout(this.#timer);
    this.#gestures.up(this.#plain(event), cancelled);
    this.#pressed = null;
  }

  /** @param {PointerEvent | null} event */
  #hover(event) {
    const over = event && this.#means.handsAt(event.target);
    if (over !== this.#over) this.#over?.leave();
    this.#over = over;
    if (event) over?.hover(event);
  }

  /** @param {import("papers/gestures.js").Intent} intent */
  #obey(intent) {
    const { view, turn } = this.#means;
    if (intent.is === "drawn") this.#hands?.end();
    else if (intent.is === "undrawn") this.#hands?.cancel();
    else if (intent.is === "hold") this.#hold();
    else if (intent.is === "move") view.move(intent.dx, intent.dy);
    else if (intent.is === "pinch") view.pinch(intent.from, intent.to);
    else if (intent.is === "tap2") view.doubleTap(intent.x, intent.y);
    else if (intent.is === "throw" && intent.swipe && !isWiderThanWindow(view.at, view.frame)) turn(intent.swipe);
    else if (intent.is === "throw") view.throw(intent.vx, intent.vy);
  }

  #hold() {
    this.#dragged = true;
    if (this.#pressed) this.#hands?.hold(this.#pressed);
  }

  /** @param {WheelEvent} event */
  #roll(event) {
    event.preventDefault();
    const { view } = this.#means;
    view.stop();
    const { left, top } = this.#element.getBoundingClientRect();
    if (event.ctrlKey) view.zoomAt(wheelFactor(event), event.clientX - left, event.clientY - top);
    else view.move(-wheelPx(event.deltaX, event.deltaMode), -wheelPx(event.deltaY, event.deltaMode));
  }

  /** @param {PointerEvent} event @returns {import("papers/gestures.js").Pointer} */
  #plain(event) {
    const { left, top } = this.#element.getBoundingClientRect();
    const kind = event.pointerType === "pen" || event.pointerType === "touch" ? event.pointerType : "mouse";
    const breadth = Math.max(event.width, event.height);
    return { id: event.pointerId, kind, x: event.clientX - left, y: event.clientY - top, at: event.timeStamp, breadth };
  }
}

/**
 * Hears what hands do in the window of the pages.
 * @param {HTMLElement} element @param {Means} means @returns {() => void} stop listening
 */
export function listen(element, means) {
  const stop = new AbortController();
  new Listening(element, means).begin(stop.signal);
  return () => stop.abort();
}
