import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { useEscape } from "papers/contents.js";
import { textOf } from "papers/reading.js";
import { wordsOf } from "papers/words.js";

const LEADERS = /[.…_]{4,}/g; // the dots from a title to its page: heard, they are only noise

/**
 * A page as nothing but text, in the reader's own size: for who listens to it, and for who needs it very large.
 * @param {{paper: import("papers/pages.js").Paper, page: number, close: () => void}} props
 */
export function PageText({ paper, page, close }) {
  const panel = useRef(/** @type {any} */ (null));
  const [text, setText] = useState(/** @type {string | null} */ (null));
  useEscape(close);
  useEffect(() => panel.current.focus(), []);
  useEffect(() => {
    let current = true;
    setText(null);
    wordsOf(paper, page).then((words) => current && setText(textOf(words, [0, words.length - 1]).replace(LEADERS, "…")));
    return () => void (current = false);
  }, [paper.sha, page]);
  return html`
    <section class="contents page-text" aria-labelledby="page-text-title" tabindex="-1" ref=${panel} data-test="page-text">
      <header>
        <h2 id="page-text-title">${t("Text of page {page}", { page })}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      <div role="status">${text === null ? t("The text is being fetched…") : text === "" && t("There is no text on this page.")}</div>
      <div class="lines">${text}</div>
    </section>
  `;
}
