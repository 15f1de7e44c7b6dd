/** What is looked for on this tablet: everything that shows papers marks it, until it is put away. */
import { useEffect } from "preact/hooks";
import { useRedraw } from "kernel/hooks.js";
import { read } from "search/words.js";

/** @typedef {{ typed: string, question: import("search/words.js").Question }} Query */

/** @type {Set<() => void>} */
const listeners = new Set();
let query = queryOf(new URLSearchParams(globalThis.location?.search).get("q") ?? "");
let panel = false;

/** Look for something else, or for nothing. @param {string} typed */
export function lookFor(typed) {
  query = queryOf(typed);
  tell();
}

/** Show the panel with the results, or take it away. @param {boolean} shown */
export function showPanel(shown) {
  panel = shown;
  tell();
}

/** @returns {Query | null} */
export function useQuery() {
  useListening();
  return query;
}

/** @returns {boolean} whether the panel is shown */
export function usePanel() {
  useListening();
  return panel;
}

function useListening() {
  const redraw = useRedraw();
  useEffect(() => {
    listeners.add(redraw);
    return () => void listeners.delete(redraw);
  }, []);
}

function tell() {
  for (const listener of [...listeners]) listener();
}

/** @param {string} typed @returns {Query | null} */
function queryOf(typed) {
  const question = read(typed);
  return question.words.length + question.phrases.length ? { typed, question } : null;
}
