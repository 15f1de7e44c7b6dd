import { markAt } from "ink/lasso.js";
import { spot } from "ink/samples.js";
import { cornersOf, cornerBox } from "ink/shapes.js";
import { NO_PRESSURE } from "ink/tools.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {[x: number, y: number]} Point */

const DRAWN_OUT = 500;

/** Text begins where the page is tapped, or in a frame that is drawn out; text of one's own that is touched is taken up again. */
export class Typing {
  #sheet;
  /** @type {Point} */
  #first = [0, 0];
  /** @type {Point} */
  #last = [0, 0];

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#first = this.#last = spot(event, this.#sheet.place());
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.#last = spot(event, this.#sheet.place());
    const { ink, paper, page } = this.#sheet;
    ink.preview.value = this.#isDrawnOut ? { paper, page, marks: [], loop: cornersOf(cornerBox(this.#corners)) } : null;
  }

  end() {
    const { ink } = this.#sheet;
    const there = this.#isDrawnOut ? undefined : this.#touched();
    this.cancel();
    ink.leaf.value = there ? { mark: there, fresh: false } : { mark: this.#begun(), fresh: true };
  }

  cancel() {
    this.#sheet.ink.preview.value = null;
  }

  #touched() {
    const { ink, paper, page } = this.#sheet;
    return markAt(ink.on(paper, page).filter((mark) => mark.tool === "text" && ink.mayChange(mark)), this.#first, 0);
  }

  #begun() {
    const mark = this.#sheet.ink.begun("text", this.#sheet);
    return this.#isDrawnOut ? { ...mark, points: this.#corners } : standing(mark, this.#first);
  }

  get #corners() {
    return [...this.#first, NO_PRESSURE, ...this.#last, NO_PRESSURE];
  }

  get #isDrawnOut() {
    return Math.abs(this.#last[0] - this.#first[0]) > DRAWN_OUT;
  }
}

/**
 * Text whose first letter stands about where the hand points.
 * @param {import("kernel/types.js").Stroke} mark @param {Point} at @returns {import("kernel/types.js").Stroke}
 */
export function standing(mark, [x, y]) {
  const top = Math.round(y - 0.7 * mark.width);
  return { ...mark, points: [x, top, NO_PRESSURE, x, top, NO_PRESSURE] };
}
