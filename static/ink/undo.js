/**
 * What one person drew and erased, page by page, so that it can be undone and done again. Pure.
 * Ink that comes back is a new stroke with a new id, so what was told earlier of the old one is then told of the new one.
 *
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {{is: "draw"|"erase", strokes: Stroke[]}} Step
 */

import { newId } from "kernel/ids.js";

const MOST_STEPS = 200;

export class History {
  #fresh;
  /** @type {Map<string, {done: Step[], undone: Step[]}>} */
  #pages = new Map();
  /** @type {Map<string, string>} the id a stroke was first drawn with → its id now */
  #now = new Map();
  /** @type {Map<string, string>} and back */
  #first = new Map();

  /** @param {() => string} [fresh] */
  constructor(fresh = newId) {
    this.#fresh = fresh;
  }

  /** Something was done by hand: what had been undone cannot be done again. @param {string} page @param {Step} step */
  did(page, { is, strokes }) {
    const { done, undone } = this.#of(page);
    done.push({ is, strokes: strokes.map((stroke) => ({ ...stroke, id: this.#first.get(stroke.id) ?? stroke.id })) });
    if (done.length > MOST_STEPS) done.shift();
    undone.length = 0;
  }

  /** @param {string} page */
  canUndo(page) {
    return this.#of(page).done.length > 0;
  }

  /** @param {string} page */
  canRedo(page) {
    return this.#of(page).undone.length > 0;
  }

  /** @param {string} page @returns {Step|null} what must be done to undo the latest step */
  undo(page) {
    const { done, undone } = this.#of(page);
    const step = done.pop();
    if (!step) return null;
    undone.push(step);
    return step.is === "draw" ? this.#erase(step) : this.#draw(step);
  }

  /** @param {string} page @returns {Step|null} what must be done to do it again */
  redo(page) {
    const { done, undone } = this.#of(page);
    const step = undone.pop();
    if (!step) return null;
    done.push(step);
    return step.is === "draw" ? this.#draw(step) : this.#erase(step);
  }

  /** @param {Step} step @returns {Step} */
  #erase({ strokes }) {
    return { is: "erase", strokes: strokes.map((stroke) => ({ ...stroke, id: this.#now.get(stroke.id) ?? stroke.id })) };
  }

  /** @param {Step} step @returns {Step} */
  #draw({ strokes }) {
    return { is: "draw", strokes: strokes.map((stroke) => ({ ...stroke, id: this.#renamed(stroke.id) })) };
  }

  /** @param {string} first */
  #renamed(first) {
    const id = this.#fresh();
    this.#now.set(first, id);
    this.#first.set(id, first);
    return id;
  }

  /** @param {string} page */
  #of(page) {
    const steps = this.#pages.get(page) ?? { done: [], undone: [] };
    this.#pages.set(page, steps);
    return steps;
  }
}
