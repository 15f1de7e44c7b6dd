import { useEffect } from "preact/hooks";
import { useRedraw } from "kernel/hooks.js";
import { boxesOf, spanOf, textOf } from "papers/reading.js";

/** @typedef {import("papers/reading.js").Word} Word */
/** @typedef {import("papers/reading.js").Box} Box */
/** @typedef {{paper: string, page: number, words: Word[], from: number, to: number}} Choice  words from one to the other, in either direction */

/** The words that are chosen on this screen: some of one page, or none. */
class Chosen {
  /** @type {Choice | null} */
  #choice = null;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  get choice() {
    return this.#choice;
  }

  get text() {
    const choice = this.#choice;
    return choice ? textOf(choice.words, spanOf(choice.from, choice.to)) : "";
  }

  /** @param {string} paper @param {number} page @returns {Box[]} */
  boxesOn(paper, page) {
    const choice = this.#choice;
    return choice?.paper === paper && choice.page === page ? boxesOf(choice.words, spanOf(choice.from, choice.to)) : [];
  }

  /** @param {Choice | null} choice */
  choose(choice) {
    this.#choice = choice;
    for (const listener of [...this.#listeners]) listener();
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export const chosen = new Chosen();

/** Drawn anew when other words are chosen. */
export function useChosen() {
  const redraw = useRedraw();
  useEffect(() => chosen.subscribe(redraw), []);
  return chosen;
}
