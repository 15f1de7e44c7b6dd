import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { pageUrl, ratioOf, THUMBNAIL } from "papers/pages.js";
import { nearWindow } from "papers/strip.js";
import { labelOf, useStructure } from "papers/structure.js";

/** @typedef {import("papers/pages.js").Paper} Paper */

/** All pages in a strip, those near its window only; the one being read stays in sight. @param {{paper: Paper, page: number, onPage: (page: number) => void}} props */
export function Thumbnails({ paper, page, onPage }) {
  const strip = useRef(/** @type {any} */ (null));
  const [each, setEach] = useState(0);
  const [[first, end], setNear] = useState(/** @type {[number, number]} */ ([page - 1, page]));
  const { labels } = useStructure(paper);
  const count = paper.pages ?? 0;
  const look = () => {
    const next = nearWindow(strip.current.scrollLeft, strip.current.clientWidth, each, count);
    setNear((near) => (near[0] === next[0] && near[1] === next[1] ? near : next));
  };
  useLayoutEffect(() => setEach(strip.current.querySelector(".thumbnail").offsetWidth), []);
  useEffect(() => {
    if (!each) return;
    // scrollIntoView would scroll the whole screen too.
    strip.current.scrollTo({ left: (page - 0.5) * each - strip.current.clientWidth / 2 });
    look();
  }, [page, each, paper.id]);
  return html`
    <nav class="thumbnails" aria-label=${t("Thumbnails")} ref=${strip} onScroll=${look}>
      <div style=${{ flex: `none`, inlineSize: `${first * each}px` }}></div>
      ${Array.from({ length: Math.max(1, end - first) }, (_, i) => first + i + 1).map((number) => html`
        <${Thumbnail} key=${`${paper.id}/${number}`} ...${{ paper, number, label: labelOf(labels, number), current: number === page, onPage }} />
      `)}
      <div style=${{ flex: "none", inlineSize: `${Math.max(0, count - end) * each}px` }}></div>
    </nav>
  `;
}

/** @param {{paper: Paper, number: number, label: string, current: boolean, onPage: (page: number) => void}} props */
function Thumbnail({ paper, number, label, current, onPage }) {
  const name = t("Page {page}", { page: label });
  return html`
    <button type="button" class="thumbnail" aria-label=${name} aria-current=${current ? "page" : undefined} onClick=${() => onPage(number)}>
      <img loading="lazy" decoding="async" src=${pageUrl(paper, number, THUMBNAIL)} alt="" draggable=${false}
        style=${{ aspectRatio: String(1 / ratioOf(paper, number)) }} />
      <span class="numbers">${label}</span>
    </button>
  `;
}
