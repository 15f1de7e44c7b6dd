import { Choosing } from "papers/choosing.js";
import { deedOf } from "ink/deeds.js";
import { Erasing } from "ink/erasing.js";
import { Pointing } from "ink/pointing.js";
import { leavesInk } from "ink/tools.js";
import { Writing } from "ink/writing.js";

/**
 * @typedef {import("kernel/room.js").Room} Room
 * @typedef {{room: Room, ink: import("ink/ink.js").Ink, wet: import("ink/wet.js").Wet, lights: import("ink/lights.js").Lights,
 *   paper: string, page: number, place: () => import("ink/geometry.js").Place, words: () => Promise<Word[]>,
 *   wordsAtHand: () => Word[]}} Sheet  the page under the hand
 * @typedef {import("papers/reading.js").Word} Word
 * @typedef {{begin(event: PointerEvent): void, move(event: PointerEvent): void, end(): void, cancel(): void}} Deed
 */

const ERASER_BUTTON = 5;
const ERASER_BUTTONS = 32;

/** What the hand on a page does, by the tool it holds. */
export class Hands {
  #sheet;
  #enabled;
  #erases = false;
  /** @type {Deed | null} */
  #deed = null;
  /** @type {Pointing | null} a mouse points without being pressed */
  #hovering = null;

  /** @param {Sheet} sheet @param {boolean} enabled whether it may draw */
  constructor(sheet, enabled) {
    this.#sheet = sheet;
    this.#enabled = enabled;
  }

  /** A pointer touches the page. @param {PointerEvent} event */
  meet(event) {
    if (event.pointerType === "pen" && this.#enabled) this.#sheet.ink.meetPen();
    this.#erases = this.isEraser(event);
  }

  /** Whether it is the other end of the pen. @param {PointerEvent} event */
  isEraser({ button, buttons }) {
    return button === ERASER_BUTTON || (buttons & ERASER_BUTTONS) > 0;
  }

  /** Whether the tool in hand acts on the page; otherwise the hand moves it. */
  get acts() {
    const { tool } = this.#sheet.ink;
    return tool === "select" || (this.#enabled && (this.#erases || tool !== "hand"));
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.leave();
    this.#deed = this.#take();
    this.#deed.begin(event);
  }

  /** A pointer is held on a word for a while: it chooses words, whatever the tool. @param {PointerEvent} event */
  hold(event) {
    this.leave();
    this.#deed = new Choosing(this.#sheet);
    this.#deed.begin(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.#deed?.move(event);
  }

  end() {
    const deed = this.#deed;
    this.#deed = null;
    deed?.end();
  }

  cancel() {
    this.#deed?.cancel();
    this.#deed = null;
  }

  /** @param {PointerEvent} event */
  hover(event) {
    if (!this.#enabled || this.#sheet.ink.tool !== "laser" || event.pointerType === "touch") return;
    this.#hovering ??= new Pointing(this.#sheet);
    this.#hovering.move(event);
  }

  leave() {
    this.#hovering?.end();
    this.#hovering = null;
  }

  /** The page is turned or taken away: what was begun on it stays on it. */
  close() {
    this.end();
    this.leave();
  }

  /** @returns {Deed} */
  #take() {
    const { tool } = this.#sheet.ink;
    if (tool === "select") return new Choosing(this.#sheet);
    if (this.#erases || tool === "eraser") return new Erasing(this.#sheet);
    const deed = deedOf(tool, this.#sheet);
    if (deed) return deed;
    if (leavesInk(tool)) return new Writing(this.#sheet, tool);
    return new Pointing(this.#sheet);
  }
}
