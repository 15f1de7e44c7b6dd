import { useEffect, useRef } from "preact/hooks";

/**
 * @typedef {{page: number, pages: number, at: number, paged: boolean, reach: (index: number) => void, turnTo: (page: number) => void,
 *   rotate: () => void, view: {current: import("papers/view.js").View | null}}} Means
 */

const SCROLL_PX = 80;
/** Where one types the page to go to. */
export const GO_TO = "reader-go-to";

/** @type {Record<string, (means: Means) => void>} */
const KEYS = {
  ArrowLeft: ({ reach, at }) => reach(at - 1),
  ArrowRight: ({ reach, at }) => reach(at + 1),
  PageUp: ({ reach, at, paged, view }) => (paged ? reach(at - 1) : view.current?.leaf(-1)),
  PageDown: ({ reach, at, paged, view }) => (paged ? reach(at + 1) : view.current?.leaf(1)),
  Home: ({ turnTo }) => turnTo(1),
  End: ({ turnTo, pages }) => turnTo(pages),
  ArrowUp: ({ view }) => view.current?.move(0, SCROLL_PX),
  ArrowDown: ({ view }) => view.current?.move(0, -SCROLL_PX),
  "+": ({ view }) => view.current?.step(1),
  "-": ({ view }) => view.current?.step(-1),
  0: ({ view }) => view.current?.fit("width"),
  r: ({ rotate }) => rotate(),
  g: () => document.getElementById(GO_TO)?.focus(),
};
// Where the keys mean something else: fields, and whatever moves by arrows itself.
const ELSEWHERE = "input, select, textarea, [contenteditable], dialog, [role=radiogroup], [role=tablist], [role=menu]";

/** Turns and moves the page by keys, wherever the focus is. @param {Means} means */
export function useKeys(means) {
  const latest = useRef(means);
  latest.current = means;
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      const act = actOf(event);
      if (act) (event.preventDefault(), act(latest.current));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** @param {KeyboardEvent} event */
function actOf(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (isTyping(event) || document.querySelector("dialog[open]")) return undefined;
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

/** @param {KeyboardEvent} event */
export function isTyping({ target }) {
  return target instanceof Element && target.closest(ELSEWHERE) !== null;
}
