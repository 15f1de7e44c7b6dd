import { useLayoutEffect } from "preact/hooks";

const WRITING = "input, textarea, select, [contenteditable]";

/**
 * Keys that work anywhere on the page, except while somebody writes or a dialog has the word.
 * @param {Record<string, () => void>} keys by KeyboardEvent.key, letters small
 */
export function useKeys(keys) {
  // At once: who sees the page may press a key.
  useLayoutEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      const busy = /** @type {Element} */ (event.target).closest(WRITING) || document.querySelector("dialog[open]");
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (busy || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}
