import { touches } from "ink/geometry.js";
import { spot } from "ink/samples.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {import("kernel/types.js").Stroke} Stroke */

const RADIUS = 90;

/** The eraser on the page: takes whole strokes, and asks for all of them when it is lifted. */
export class Erasing {
  #sheet;
  #candidates;
  /** @type {Map<string, Stroke>} */
  #taken = new Map();
  /** @type {[number, number]} */
  #at = [0, 0];

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
    this.#candidates = sheet.ink.on(sheet.paper, sheet.page).filter((stroke) => sheet.ink.mayErase(stroke));
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#at = spot(event, this.#sheet.place());
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const to = spot(event, this.#sheet.place());
    const hit = this.#candidates.filter((stroke) => !this.#taken.has(stroke.id) && touches(stroke, this.#at, to, RADIUS));
    for (const stroke of hit) this.#taken.set(stroke.id, stroke);
    this.#at = to;
    this.#sheet.wet.erase({ x: to[0], y: to[1], radius: RADIUS });
    if (hit.length) this.#sheet.ink.hide([...this.#taken.keys()]);
  }

  end() {
    this.#sheet.wet.erase(null);
    this.#sheet.ink.erase([...this.#taken.values()]);
    this.#sheet.ink.hide([]);
  }

  cancel() {
    this.#sheet.wet.erase(null);
    this.#sheet.ink.hide([]);
  }
}
