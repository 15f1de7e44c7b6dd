/**
 * What hands mean: pointers in, intents out. No DOM; CSS pixels of the window and milliseconds.
 *
 *   G1  A pen or a mouse draws when a drawing tool is chosen. A finger does so too, until a pen has touched the page.
 *   G2  Two fingers always pinch. Ink that a finger had just begun is taken back; older ink stays.
 *   G3  While the pen is down or near and for 500 ms after, fingers are a palm; one that was there before is let go.
 *   G4  A pointer that moves the page and is held still for 450 ms takes hold of what is under it, and then draws.
 *   G5  Where one writes, a touch wider than a finger is a palm: it does nothing, and what it had begun is taken back.
 *
 * @typedef {"mouse"|"pen"|"touch"} Kind
 * @typedef {{id: number, kind: Kind, x: number, y: number, at: number, breadth?: number}} Pointer  breadth: of the touch
 * @typedef {import("papers/zoom.js").Fingers} Fingers
 * @typedef {{is: "draw", pointer: Pointer} | {is: "hold", pointer: Pointer} | {is: "drawn"} | {is: "undrawn"}
 *   | {is: "move", dx: number, dy: number} | {is: "throw", vx: number, vy: number, swipe: 1|-1|0}
 *   | {is: "pinch", from: Fingers, to: Fingers} | {is: "tap2", x: number, y: number}} Intent
 *   throw: px per ms at the moment of letting go; swipe: 1 asks for the next page, -1 for the one before
 */

export const HOLD_MS = 450;
const PALM_MS = 500;
const PALM_PX = 60; // 16 mm
const YOUNG_MS = 250;
const TAP_MS = 300;
const TAP_PX = 10;
const SWIPE_PX = 60;
const SWIPE_MS = 600;
const THROW_MS = 80;

export class Gestures {
  #draws;
  #tell;
  /** @type {Map<number, {first: Pointer, last: Pointer, trail: Pointer[]}>} */
  #down = new Map();
  /** @type {"idle"|"draw"|"move"|"pinch"} */
  #mode = "idle";
  #hands;
  #penUntil = -Infinity;
  /** @type {Pointer | null} */
  #tapped = null;

  /**
   * @param {() => boolean} draws whether a drawing tool is chosen
   * @param {(intent: Intent) => void} tell
   * @param {{penKnown: boolean}} [hands] what is known of them, also from other windows
   */
  constructor(draws, tell, hands = { penKnown: false }) {
    this.#draws = draws;
    this.#tell = tell;
    this.#hands = hands;
  }

  /** The pointer that draws at the moment, if any. */
  get drawing() {
    return this.#mode === "draw" ? [...this.#down.keys()][0] : null;
  }

  /** @param {Pointer} pointer @returns {boolean} whether it is followed; a palm is not */
  down(pointer) {
    if (pointer.kind === "pen") this.#penComes();
    else if (pointer.kind === "touch" && (pointer.at < this.#penUntil || this.#isPalm(pointer))) return false;
    if (this.#mode === "draw" && (pointer.kind !== "touch" || !this.#makesRoom(pointer.at))) return false;
    if (this.#down.size === 2) return false;
    this.#down.set(pointer.id, { first: pointer, last: pointer, trail: [pointer] });
    if (this.#down.size === 2) this.#mode = "pinch";
    else this.#begin(pointer);
    return true;
  }

  /** @param {Pointer} pointer */
  move(pointer) {
    const known = this.#down.get(pointer.id);
    if (!known) return this.#hover(pointer);
    if (this.#isPalm(pointer)) return this.#letGoOfPalm(pointer);
    if (this.#mode === "draw") return;
    const before = this.#mode === "pinch" ? this.#fingers() : null;
    const { last } = known;
    known.last = pointer;
    known.trail = [...known.trail.filter(({ at }) => pointer.at - at <= THROW_MS), pointer];
    if (before) this.#tell({ is: "pinch", from: before, to: this.#fingers() });
    else this.#tell({ is: "move", dx: pointer.x - last.x, dy: pointer.y - last.y });
  }

  /** @param {Pointer} pointer @param {boolean} [cancelled] the browser took the pointer away */
  up(pointer, cancelled = false) {
    const known = this.#down.get(pointer.id);
    if (!known) return;
    this.#down.delete(pointer.id);
    if (pointer.kind === "pen") this.#penUntil = pointer.at + PALM_MS;
    if (this.#mode === "draw") this.#tell({ is: cancelled && pointer.kind !== "pen" ? "undrawn" : "drawn" });
    else if (this.#mode === "move" && !cancelled) this.#letGo(known.first, pointer, known.trail);
    this.#mode = this.#down.size ? "move" : "idle";
    for (const other of this.#down.values()) Object.assign(other, { first: other.last, trail: [] });
  }

  /** HOLD_MS have gone by. @param {number} id of the pointer that came down then @returns {boolean} whether it was held still, alone */
  hold(id) {
    const known = this.#down.get(id);
    if (!known || this.#mode !== "move" || this.#down.size > 1 || hasMoved(known.first, known.last)) return false;
    this.#mode = "draw";
    this.#tell({ is: "hold", pointer: known.last });
    return true;
  }

  /** @param {Pointer} pointer */
  #begin(pointer) {
    const finger = pointer.kind === "touch";
    this.#mode = this.#draws() && !(finger && this.#hands.penKnown) ? "draw" : "move";
    if (this.#mode === "draw") this.#tell({ is: "draw", pointer });
  }

  /** A pen that is held over the page is about to write. @param {Pointer} pointer */
  #hover({ kind, at }) {
    if (kind === "pen") this.#penUntil = Math.max(this.#penUntil, at + PALM_MS);
  }

  /** @param {Pointer} pointer */
  #isPalm({ kind, breadth = 0 }) {
    return kind === "touch" && breadth > PALM_PX && (this.#draws() || this.#hands.penKnown);
  }

  /** A palm comes down with its edge first. @param {Pointer} pointer */
  #letGoOfPalm({ id }) {
    if (this.#mode === "draw") this.#tell({ is: "undrawn" });
    this.#down.delete(id);
    this.#mode = this.#down.size ? "move" : "idle";
  }

  #penComes() {
    this.#hands.penKnown = true;
    this.#penUntil = Infinity;
    if (this.#mode === "draw") this.#tell({ is: "undrawn" });
    this.#down.clear();
    this.#mode = "idle";
  }

  /** A second finger joins one that draws. @param {number} at */
  #makesRoom(at) {
    const [{ first }] = this.#down.values();
    if (first.kind !== "touch") return false;
    this.#tell({ is: at - first.at < YOUNG_MS ? "undrawn" : "drawn" });
    return true;
  }

  /** @returns {Fingers} */
  #fingers() {
    const [a, b] = [...this.#down.values()].map(({ last }) => last);
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.hypot(a.x - b.x, a.y - b.y) };
  }

  /** @param {Pointer} first @param {Pointer} last @param {Pointer[]} trail the last moments */
  #letGo(first, last, trail) {
    const [dx, dy, ms] = [last.x - first.x, last.y - first.y, last.at - first.at];
    if (!hasMoved(first, last)) return ms < TAP_MS ? this.#tap(last) : undefined;
    if (last.kind === "mouse") return;
    const sideways = Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 2 * Math.abs(dy) && ms < SWIPE_MS;
    this.#tell({ is: "throw", ...speed(last, trail), swipe: sideways ? (dx < 0 ? 1 : -1) : 0 });
  }

  /** @param {Pointer} pointer */
  #tap(pointer) {
    const before = this.#tapped;
    const again = before && pointer.at - before.at < TAP_MS && Math.hypot(pointer.x - before.x, pointer.y - before.y) < 4 * TAP_PX;
    this.#tapped = again ? null : pointer;
    if (again) this.#tell({ is: "tap2", x: pointer.x, y: pointer.y });
  }
}

/** @param {Pointer} first @param {Pointer} last */
export function hasMoved(first, last) {
  return Math.hypot(last.x - first.x, last.y - first.y) >= TAP_PX;
}

/** @param {Pointer} last @param {Pointer[]} trail */
function speed(last, trail) {
  const from = trail.find(({ at }) => last.at - at <= THROW_MS);
  if (!from || last.at <= from.at) return { vx: 0, vy: 0 };
  const ms = last.at - from.at;
  return { vx: (last.x - from.x) / ms, vy: (last.y - from.y) / ms };
}
