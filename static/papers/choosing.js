import { UNITS } from "ink/geometry.js";
import { spot } from "ink/samples.js";
import { chosen } from "papers/chosen.js";
import { nearestWord, spanOf, wordAt } from "papers/reading.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */
/** @typedef {import("papers/reading.js").Word} Word */

/** A hand that chooses words of a page, from the one it touches to the one it has come to. */
export class Choosing {
  #sheet;
  /** @type {Word[] | null} */
  #words = null;
  /** @type {[number, number]} */
  #first = [0, 0];
  /** @type {[number, number]} */
  #last = [0, 0];
  /** @type {number | null} the end of what is chosen already that stays where it is */
  #anchor = null;
  #moved = false;

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.#first = this.#last = this.#at(event);
    this.#anchor = this.#otherEnd();
    this.#sheet.words().then((words) => ((this.#words = words), this.#choose()));
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.#last = this.#at(event);
    this.#moved ||= wordAt(this.#words ?? [], ...this.#last) !== wordAt(this.#words ?? [], ...this.#first);
    this.#choose();
  }

  end() {
    this.#choose();
  }

  cancel() {}

  #choose() {
    const words = this.#words;
    if (!words) return;
    const { paper, page } = this.#sheet;
    const to = this.#moved ? nearestWord(words, ...this.#last) : wordAt(words, ...this.#last);
    const from = this.#anchor ?? (this.#moved ? nearestWord(words, ...this.#first) : to);
    chosen.choose(to < 0 || from < 0 ? null : { paper, page, words, from, to });
  }

  /** Whoever takes up one end of what is chosen moves that end. @returns {number | null} the other end */
  #otherEnd() {
    const { choice } = chosen;
    if (choice?.paper !== this.#sheet.paper || choice.page !== this.#sheet.page) return null;
    const [first, last] = spanOf(choice.from, choice.to);
    const touched = wordAt(choice.words, ...this.#first);
    if (first === last) return null;
    if (touched === first) return last;
    return touched === last ? first : null;
  }

  /** @param {PointerEvent} event @returns {[number, number]} in widths of the page */
  #at(event) {
    const [x, y] = spot(event, this.#sheet.place());
    return [x / UNITS, y / UNITS];
  }
}
