import { spot } from "ink/samples.js";
import { framed, pinned } from "ink/placed.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */

const DRAWN_OUT = 200;

/** A note's pin or a stamp, put where the page is tapped; a stamp may also be drawn out to its size. */
export class Placing {
  #sheet;
  #tool;
  /** @type {[number, number]} */
  #first = [0, 0];
  /** @type {[number, number]} */
  #last = [0, 0];

  /** @param {Sheet} sheet @param {"note"|"stamp"} tool */
  constructor(sheet, tool) {
    this.#sheet = sheet;
    this.#tool = tool;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#first = this.#last = spot(event, this.#sheet.place());
    this.#show();
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.#last = spot(event, this.#sheet.place());
    this.#show();
  }

  end() {
    const { ink } = this.#sheet;
    if (this.#tool === "note") ink.leaf.value = { mark: this.#mark(), fresh: true };
    else ink.draw(this.#mark());
    this.cancel();
  }

  cancel() {
    this.#sheet.ink.preview.value = null;
  }

  #show() {
    const { ink, paper, page } = this.#sheet;
    ink.preview.value = { paper, page, marks: [this.#mark()] };
  }

  #mark() {
    const mark = this.#sheet.ink.begun(this.#tool, this.#sheet);
    if (this.#tool === "note") return pinned(mark, this.#last);
    const { stamp } = this.#sheet.ink;
    const isDrawnOut = Math.hypot(this.#last[0] - this.#first[0], this.#last[1] - this.#first[1]) > DRAWN_OUT;
    return framed(mark, stamp, this.#first, isDrawnOut ? this.#last : null);
  }
}
