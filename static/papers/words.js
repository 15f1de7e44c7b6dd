/** The words of pages as they are needed, the latest few pages of them. */

import { json } from "offline/reading.js";
import { wordsFrom } from "papers/reading.js";

/** @typedef {import("papers/reading.js").Word} Word */
/** @typedef {import("papers/pages.js").Paper} Paper */

const MOST_KEPT = 24;

/** @type {Map<string, {words: Word[] | null, coming: Promise<Word[]>}>} */
const kept = new Map();

/** @param {Paper} paper @param {number} page @returns {Promise<Word[]>} none when they cannot be had */
export function wordsOf(paper, page) {
  const key = `${paper.sha}/${page}`;
  const known = kept.get(key) ?? { words: null, coming: ask(key, page, paper) };
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return known.coming;
}

/** @param {Paper} paper @param {number} page @returns {Word[]} those that are here already */
export function wordsAtHand(paper, page) {
  return kept.get(`${paper.sha}/${page}`)?.words ?? [];
}

/** @param {string} key @param {number} page @param {Paper} paper @returns {Promise<Word[]>} */
async function ask(key, page, { sha }) {
  try {
    const words = wordsFrom((await json(`/papers/${sha}/pages/${page}/words`)).words);
    const known = kept.get(key);
    if (known) known.words = words;
    return words;
  } catch {
    kept.delete(key);
    return [];
  }
}
