import { useEffect, useRef } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { pageUrl, ratioOf, THUMBNAIL } from "papers/pages.js";

/** @typedef {import("papers/pages.js").Paper} Paper */

/** All pages in a strip; the one being read stays in sight. @param {{paper: Paper, page: number, onPage: (page: number) => void}} props */
export function Thumbnails({ paper, page, onPage }) {
  const strip = useRef(/** @type {any} */ (null));
  useEffect(() => {
    const current = strip.current.querySelector("[aria-current]");
    // scrollIntoView would scroll the whole screen too.
    strip.current.scrollTo({ left: current.offsetLeft - (strip.current.clientWidth - current.offsetWidth) / 2 });
  }, [page]);
  const pages = Array.from({ length: paper.pages ?? 0 }, (_, i) => i + 1);
  return html`
    <nav class="thumbnails" aria-label=${t("Thumbnails")} ref=${strip}>
      ${pages.map((number) => html`<${Thumbnail} key=${number} ...${{ paper, number, current: number === page, onPage }} />`)}
    </nav>
  `;
}

/** @param {{paper: Paper, number: number, current: boolean, onPage: (page: number) => void}} props */
function Thumbnail({ paper, number, current, onPage }) {
  const name = t("Page {page}", { page: number });
  return html`
    <button type="button" class="thumbnail" aria-label=${name} aria-current=${current ? "page" : undefined} onClick=${() => onPage(number)}>
      <img loading="lazy" decoding="async" src=${pageUrl(paper, number, THUMBNAIL)} alt="" draggable=${false}
        style=${{ aspectRatio: String(1 / ratioOf(paper, number)) }} />
      <span class="numbers">${number}</span>
    </button>
  `;
}
