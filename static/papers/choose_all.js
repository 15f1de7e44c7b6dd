import { useEffect } from "preact/hooks";
import { chosen } from "papers/chosen.js";
import { isTyping } from "papers/keys.js";
import { wordsOf } from "papers/words.js";

/** Ctrl+A chooses all words of the page that is read, so that they can be copied without a pointer. @param {import("papers/pages.js").Paper} paper @param {number} page */
export function useChooseAll(paper, page) {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "a" || isTyping(event)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      void wordsOf(paper, page).then((words) => chosen.choose(words.length ? { paper: paper.id, page, words, from: 0, to: words.length - 1 } : null));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [paper.sha, page]);
}
