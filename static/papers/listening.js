import { Gestures } from "papers/gestures.js";
import { isWiderThanWindow, wheelFactor, wheelPx } from "papers/zoom.js";

/**
 * @typedef {import("papers/view.js").View} View
 * @typedef {import("ink/hands.js").Hands} Hands
 * @typedef {{view: View, hands: Hands, turn: (by: 1|-1) => void}} Means  what gestures act on
 */

/**
 * Hears what hands do in the window of a page.
 * @param {HTMLElement} element
 * @param {() => Means} means
 * @returns {() => void} stop listening
 */
export function listen(element, means) {
  const stop = new AbortController();
  const { signal } = stop;
  const gestures = new Gestures(() => means().hands.acts, (intent) => obey(intent, means()));
  const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ heard) =>
    element.addEventListener(name, heard, { signal, passive: false });
  on("pointerdown", (event) => press(event, element, gestures, means()));
  on("pointermove", (event) => drag(event, element, gestures, means()));
  on("pointerup", (event) => gestures.up(plain(event, element)));
  on("pointercancel", (event) => gestures.up(plain(event, element), true));
  on("pointerleave", () => means().hands.leave());
  on("wheel", (event) => roll(event, element, means().view));
  on("contextmenu", (event) => means().hands.acts && event.preventDefault());
  return () => stop.abort();
}

/** @param {PointerEvent} event @param {HTMLElement} element @param {Gestures} gestures @param {Means} means */
function press(event, element, gestures, { view, hands }) {
  if (event.button !== 0 && !hands.isEraser(event)) return;
  if (/** @type {Element} */ (event.target).closest("button, a")) return;
  view.stop();
  hands.meet(event);
  if (!gestures.down(plain(event, element))) return;
  element.setPointerCapture(event.pointerId);
  if (gestures.drawing === event.pointerId) hands.begin(event);
}

/** @param {PointerEvent} event @param {HTMLElement} element @param {Gestures} gestures @param {Means} means */
function drag(event, element, gestures, { hands }) {
  if (gestures.drawing === event.pointerId) hands.move(event);
  else if (gestures.drawing === null) hands.hover(event);
  gestures.move(plain(event, element));
}

/** @param {import("papers/gestures.js").Intent} intent @param {Means} means */
function obey(intent, { view, hands, turn }) {
  if (intent.is === "drawn") hands.end();
  else if (intent.is === "undrawn") hands.cancel();
  else if (intent.is === "move") view.move(intent.dx, intent.dy);
  else if (intent.is === "pinch") view.pinch(intent.from, intent.to);
  else if (intent.is === "tap2") view.doubleTap(intent.x, intent.y);
  else if (intent.is === "throw" && intent.swipe && !isWiderThanWindow(view.at, view.frame)) turn(intent.swipe);
  else if (intent.is === "throw") view.throw(intent.vx, intent.vy);
}

/** @param {WheelEvent} event @param {HTMLElement} element @param {View} view */
function roll(event, element, view) {
  event.preventDefault();
  view.stop();
  const { left, top } = element.getBoundingClientRect();
  if (event.ctrlKey) view.zoomAt(wheelFactor(event), event.clientX - left, event.clientY - top);
  else view.move(-wheelPx(event.deltaX, event.deltaMode), -wheelPx(event.deltaY, event.deltaMode));
}

/** @param {PointerEvent} event @param {HTMLElement} element @returns {import("papers/gestures.js").Pointer} */
function plain(event, element) {
  const { left, top } = element.getBoundingClientRect();
  const kind = event.pointerType === "pen" || event.pointerType === "touch" ? event.pointerType : "mouse";
  return { id: event.pointerId, kind, x: event.clientX - left, y: event.clientY - top, at: event.timeStamp };
}
