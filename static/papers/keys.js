import { useEffect, useRef } from "preact/hooks";

/**
 * @typedef {{go: (page: number) => void, page: number, pages: number, view: {current: import("papers/view.js").View | null}}} Means
 */

const SCROLL_PX = 80;

/** @type {Record<string, (means: Means) => void>} */
const KEYS = {
  ArrowLeft: ({ go, page }) => go(page - 1),
  ArrowRight: ({ go, page }) => go(page + 1),
  PageUp: ({ go, page }) => go(page - 1),
  PageDown: ({ go, page }) => go(page + 1),
  Home: ({ go }) => go(1),
  End: ({ go, pages }) => go(pages),
  ArrowUp: ({ view }) => view.current?.move(0, SCROLL_PX),
  ArrowDown: ({ view }) => view.current?.move(0, -SCROLL_PX),
  "+": ({ view }) => view.current?.step(1),
  "-": ({ view }) => view.current?.step(-1),
  0: ({ view }) => view.current?.fit("width"),
};
// Where the keys mean something else: fields, and whatever moves by arrows itself.
const ELSEWHERE = "input, select, textarea, [contenteditable], dialog, [role=radiogroup], [role=tablist], [role=menu]";

/** Turns and moves the page by keys, wherever the focus is. @param {boolean} enabled @param {Means} means */
export function useKeys(enabled, means) {
  const latest = useRef(means);
  latest.current = means;
  useEffect(() => {
    if (!enabled) return;
    const press = (/** @type {KeyboardEvent} */ event) => isForPage(event) && (event.preventDefault(), KEYS[event.key](latest.current));
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [enabled]);
}

/** @param {KeyboardEvent} event */
function isForPage(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return false;
  return !isTyping(event) && !document.querySelector("dialog[open]");
}

/** @param {KeyboardEvent} event */
export function isTyping({ target }) {
  return target instanceof Element && target.closest(ELSEWHERE) !== null;
}
