import { spot } from "ink/samples.js";
import { UNITS } from "ink/geometry.js";
import { encircled, frameOf, handlesOf, markAt, moved, pulled, within } from "ink/lasso.js";
import { pickedOn, replaced } from "ink/picked.js";

/**
 * @typedef {import("ink/hands.js").Sheet} Sheet
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {[number, number]} Point
 */

const FINGER_PX = 22; // half of what a finger needs
const SLIP_PX = 6; // a hand that moves less does not mean to

/** Marks are chosen by a tap or by drawing round them; those that are chosen are moved, or resized by a handle. */
export class Picking {
  #sheet;
  /** @type {Stroke[]} */
  #marks = [];
  /** @type {"move"|"pull"|"loop"} */
  #deed = "loop";
  #handle = -1;
  /** @type {Point[]} where the hand has been */
  #path = [];
  #moved = false;

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    const at = spot(event, this.#sheet.place());
    this.#path = [at];
    this.#marks = pickedOn(this.#sheet.ink, this.#sheet);
    this.#handle = this.#marks.every((mark) => this.#sheet.ink.mayChange(mark)) ? this.#handleAt(at) : -1;
    if (this.#handle >= 0) this.#deed = "pull";
    else if (this.#isWithin(at)) this.#deed = "move";
    else this.#touch(at, event.shiftKey || event.ctrlKey);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const at = spot(event, this.#sheet.place());
    this.#path.push(at);
    this.#moved ||= Math.hypot(at[0] - this.#path[0][0], at[1] - this.#path[0][1]) > SLIP_PX * this.#unit;
    if (!this.#moved) return;
    const { ink, paper, page } = this.#sheet;
    if (this.#deed === "loop") ink.preview.value = { paper, page, marks: [], loop: this.#path };
    else if (this.#mayChange()) this.#show(this.#now(at));
  }

  end() {
    const { ink } = this.#sheet;
    const last = /** @type {Point} */ (this.#path.at(-1));
    if (this.#deed === "loop") this.#pick(this.#moved ? this.#within() : []);
    else if (!this.#moved) this.#tap(last);
    else if (this.#mayChange()) ink.change(replaced(this.#marks, this.#now(last)));
    this.cancel();
  }

  cancel() {
    const { ink } = this.#sheet;
    if (ink.preview.value) ink.hide([]);
    ink.preview.value = null;
  }

  /** The hand comes to something that was not chosen before, or to nothing. @param {Point} at @param {boolean} also beside what is chosen already */
  #touch(at, also) {
    const hit = markAt(this.#here(), at, FINGER_PX * this.#unit);
    this.#deed = hit ? "move" : "loop";
    if (hit) this.#pick(also ? [...this.#marks, hit] : [hit]);
  }

  /** What is chosen is touched again: the one that lies there is meant. @param {Point} at */
  #tap(at) {
    const hit = markAt(this.#here(), at, FINGER_PX * this.#unit);
    if (hit && !this.#marks.some(({ id }) => id === hit.id)) this.#pick([hit]);
    else if (hit && this.#marks.length > 1) this.#pick([hit]);
  }

  /** @param {Stroke[]} marks */
  #pick(marks) {
    const { ink, paper, page } = this.#sheet;
    this.#marks = marks;
    ink.picked.value = marks.length ? { paper, page, ids: marks.map(({ id }) => id) } : null;
  }

  /** Of several, those that I may do something with. */
  #within() {
    const { ink } = this.#sheet;
    return encircled(this.#here(), this.#path).filter((mark) => ink.mayErase(mark));
  }

  /** @param {Point} at @returns {Stroke[]} what is chosen, moved or resized by the hand that has come so far */
  #now(at) {
    if (this.#deed === "pull") return pulled(this.#marks, this.#handle, at);
    const [from] = this.#path;
    const [dx, dy] = within(frameOf(this.#marks), at[0] - from[0], at[1] - from[1], this.#ratio);
    return this.#marks.map((mark) => ({ ...mark, points: moved(mark.points, dx, dy) }));
  }

  /** @param {Stroke[]} marks */
  #show(marks) {
    const { ink, paper, page } = this.#sheet;
    if (!ink.preview.value) ink.hide(marks.map(({ id }) => id));
    ink.preview.value = { paper, page, marks };
  }

  #mayChange() {
    return this.#marks.length > 0 && this.#marks.every((mark) => this.#sheet.ink.mayChange(mark));
  }

  #here() {
    const { ink, paper, page } = this.#sheet;
    return ink.on(paper, page);
  }

  /** @param {Point} at */
  #handleAt([x, y]) {
    return handlesOf(this.#marks).findIndex((handle) => Math.hypot(handle[0] - x, handle[1] - y) <= FINGER_PX * this.#unit);
  }

  /** @param {Point} at */
  #isWithin(at) {
    if (!this.#marks.length) return false;
    const [left, top, right, bottom] = frameOf(this.#marks);
    return at[0] >= left && at[0] <= right && at[1] >= top && at[1] <= bottom;
  }

  /** One pixel of the screen, in page space. */
  get #unit() {
    const { width, height, turn = 0 } = this.#sheet.place();
    return UNITS / (turn % 2 ? height : width);
  }

  get #ratio() {
    const { width, height, turn = 0 } = this.#sheet.place();
    return turn % 2 ? width / height : height / width;
  }
}
