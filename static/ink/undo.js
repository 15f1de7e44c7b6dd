/**
 * What one person drew, erased and changed, page by page, so that it can be undone and done again. Pure.
 * Ink that comes back is a new mark with a new id, so what was told earlier of the old one is then told of the new one.
 *
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {{before: Stroke, after: Stroke}} Change  of one mark
 * @typedef {{come?: Stroke[], gone?: Stroke[], changed?: Change[]}} Step  marks that are drawn, erased, changed
 * @typedef {{pages: [string, {done: Step[], undone: Step[]}][], names: [string, string][]}} Kept  names: [first id, id now]
 */

import { newId } from "kernel/ids.js";

const MOST_STEPS = 200;

export class History {
  #fresh;
  /** @type {Map<string, {done: Step[], undone: Step[]}>} */
  #pages = new Map();
  /** @type {Map<string, string>} the id a mark was first drawn with → its id now */
  #now = new Map();
  /** @type {Map<string, string>} and back */
  #first = new Map();

  /** @param {() => string} [fresh] */
  constructor(fresh = newId) {
    this.#fresh = fresh;
  }

  /** Something was done by hand: what had been undone cannot be done again. @param {string} page @param {Step} step @returns {Step} as it is kept */
  did(page, step) {
    const { done, undone } = this.#of(page);
    const kept = renamed(step, (id) => this.#first.get(id) ?? id);
    done.push(kept);
    if (done.length > MOST_STEPS) done.shift();
    undone.length = 0;
    return kept;
  }

  /** It did not happen after all. @param {string} page @param {Step} kept */
  forget(page, kept) {
    const steps = this.#of(page);
    for (const list of [steps.done, steps.undone]) if (list.includes(kept)) list.splice(list.indexOf(kept), 1);
  }

  /** A mark that was given back under another id. @param {string} id @param {string} now */
  rename(id, now) {
    const first = this.#first.get(id) ?? id;
    this.#now.set(first, now);
    this.#first.set(now, first);
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
    return this.#toDo(reversed(step));
  }

  /** @param {string} page @returns {Step|null} what must be done to do it again */
  redo(page) {
    const { done, undone } = this.#of(page);
    const step = undone.pop();
    if (!step) return null;
    done.push(step);
    return this.#toDo(step);
  }

  /** @returns {Kept} */
  dump() {
    return { pages: [...this.#pages], names: [...this.#now] };
  }

  /** What an earlier visit did comes before all that this one has done. @param {Kept} kept */
  load({ pages, names }) {
    for (const [first, now] of names) if (!this.#now.has(first)) this.rename(first, now);
    for (const [page, { done, undone }] of pages) {
      const here = this.#of(page);
      if (!here.done.length && !here.undone.length) here.undone.push(...undone);
      here.done.unshift(...done);
    }
  }

  /** What is gone goes under the id it has now; what comes gets a new one. @param {Step} step @returns {Step} */
  #toDo({ come = [], gone = [], changed = [] }) {
    const now = (/** @type {string} */ id) => this.#now.get(id) ?? id;
    return { ...renamed({ gone, changed }, now), ...renamed({ come }, (id) => this.#again(id)) };
  }

  /** @param {string} first */
  #again(first) {
    const id = this.#fresh();
    this.rename(first, id);
    return id;
  }

  /** @param {string} page */
  #of(page) {
    const steps = this.#pages.get(page) ?? { done: [], undone: [] };
    this.#pages.set(page, steps);
    return steps;
  }
}

/** @param {Step} step @returns {Step} */
function reversed({ come, gone, changed = [] }) {
  return { come: gone, gone: come, changed: changed.map(({ before, after }) => ({ before: after, after: before })) };
}

/** @param {Step} step @param {(id: string) => string} name @returns {Step} what there is of it */
function renamed({ come, gone, changed }, name) {
  const all = (/** @type {Stroke[]} */ marks) => marks.map((mark) => ({ ...mark, id: name(mark.id) }));
  /** @type {Step} */
  const step = {};
  if (come) step.come = all(come);
  if (gone) step.gone = all(gone);
  if (changed) step.changed = changed.map(({ before, after }) => ({ before: all([before])[0], after: all([after])[0] }));
  return step;
}
