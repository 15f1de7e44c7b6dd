import { UNITS } from "ink/geometry.js";
import { linesAlong } from "ink/snapping.js";
import { NO_PRESSURE } from "ink/tools.js";
import { spot } from "ink/samples.js";
import { boxesOf, nearestWord, spanOf, wordAt } from "papers/reading.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {import("papers/reading.js").Word} Word */

const LEAST = 60;

/** A line under words or through them, from the one that is touched to the one that the hand has come to; without words, a level line. */
export class Underlining {
  #sheet;
  #mark;
  /** @type {[number, number]} */
  #first = [0, 0];
  /** @type {[number, number]} */
  #last = [0, 0];
  /** @type {Word[]} */
  #words;

  /** @param {Sheet} sheet @param {"underline"|"strikeout"} tool */
  constructor(sheet, tool) {
    this.#sheet = sheet;
    this.#mark = sheet.ink.begun(tool, sheet);
    this.#words = sheet.wordsAtHand();
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#first = this.#last = spot(event, this.#sheet.place());
    if (!this.#words.length) void this.#sheet.words().then((words) => (this.#words = words));
    this.#show();
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.#last = spot(event, this.#sheet.place());
    this.#show();
  }

  end() {
    this.#show();
    if (this.#mark.points.length) this.#sheet.ink.draw(this.#mark);
    this.cancel();
  }

  cancel() {
    this.#sheet.ink.preview.value = null;
  }

  #show() {
    const { ink, paper, page } = this.#sheet;
    this.#mark = { ...this.#mark, points: this.#alongWords() ?? this.#level() };
    ink.preview.value = this.#mark.points.length ? { paper, page, marks: [this.#mark] } : null;
  }

  /** @returns {number[] | null} null: the hand is not at words */
  #alongWords() {
    const words = this.#words;
    const [from, to] = [this.#first, this.#last].map(([x, y]) => /** @type {const} */ ([x / UNITS, y / UNITS]));
    const first = wordAt(words, ...from);
    if (first < 0) return null;
    return linesAlong(boxesOf(words, spanOf(first, nearestWord(words, ...to))), this.#mark.tool);
  }

  #level() {
    const [[x0, y0], [x1]] = [this.#first, this.#last];
    if (Math.abs(x1 - x0) < LEAST) return [];
    return [Math.min(x0, x1), y0, NO_PRESSURE, Math.max(x0, x1), y0, NO_PRESSURE];
  }
}
