/** While something is looked for: on which pages of this paper it is, and the way from one to the next. */
import { useEffect, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ask } from "search/asking.js";
import { lookFor, showPanel, useQuery } from "search/query.js";

/** @param {{ book: import("live/follow.js").Book }} props */
export function HitBar({ book }) {
  const query = useQuery();
  const pages = usePages(query?.typed ?? "", book.paper?.id ?? "");
  if (!query || !book.paper) return null;
  const before = pages?.filter((page) => page < book.page).at(-1);
  const next = pages?.find((page) => page > book.page);
  const at = pages?.indexOf(book.page) ?? -1;
  const { go, paper } = book;
  const turn = (/** @type {number} */ page) => go(paper.id, page);
  return html`
    <div class="hit-bar" role="toolbar" aria-label=${t("Found in this paper")} data-test="hit-bar">
      <button type="button" class="button quiet" title=${t("Show the results")} onClick=${() => showPanel(true)}>
        <${Icon} name="search" /><span class="hit-words">${query.typed.trim()}</span>
      </button>
      <span class="numbers hit-count" role="status">${pages && count(pages, at)}</span>
      <${Step} words=${t("Previous page with this")} icon="chevron-up" page=${before} turn=${turn} />
      <${Step} words=${t("Next page with this")} icon="chevron-down" page=${next} turn=${turn} />
      <button type="button" class="icon-button" aria-label=${t("End the search")} title=${t("End the search")} onClick=${() => lookFor("")}>
        <${Icon} name="x" />
      </button>
    </div>
  `;
}

/** @param {number[]} pages @param {number} at */
function count(pages, at) {
  if (!pages.length) return t("Not in this paper");
  if (at < 0) return t("On {pages} pages", { pages: pages.length });
  return t("{at} of {pages} pages", { at: at + 1, pages: pages.length });
}

/** @param {{ words: string, icon: string, page: number | undefined, turn: (page: number) => void }} props */
function Step({ words, icon, page, turn }) {
  return html`
    <button type="button" class="icon-button" aria-label=${words} title=${words} disabled=${page === undefined}
            onClick=${() => page !== undefined && turn(page)}><${Icon} name=${icon} /></button>
  `;
}

/** The pages of a paper that have it; null until that is known. @param {string} q @param {string} paper */
function usePages(q, paper) {
  const { boot } = useRoom();
  const [pages, setPages] = useState(/** @type {number[] | null} */ (null));
  useEffect(() => {
    setPages(null);
    if (!q || !paper) return;
    const leaving = new AbortController();
    ask({ q, meeting: boot.meeting, paper }, leaving.signal).then(
      ({ found }) => setPages(found.flatMap((one) => one.pages)),
      () => {}, // Without an answer nothing is said about other pages.
    );
    return () => leaving.abort();
  }, [q, paper]);
  return pages;
}
