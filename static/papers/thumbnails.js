import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { instead } from "offline/reading.js";
import { mayKeep, pageUrl, ratioOf, THUMBNAIL } from "papers/pages.js";
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
  useLayoutEffect(() => {
    if (!each) return;
    // scrollIntoView would scroll the whole screen too.
    strip.current.scrollTo({ left: (page - 0.5) * each - strip.current.clientWidth / 2 });
    look();
  }, [page, each, paper.id]);
  return html`
    <nav class="thumbnails" aria-label=${t("Thumbnails")} ref=${strip} onScroll=${look}>
      <div class="all" style=${each ? { inlineSize: `${count * each}px`, paddingInlineStart: `${first * each}px` } : {}}>
        ${Array.from({ length: Math.max(1, end - first) }, (_, i) => first + i + 1).map((number) => html`
          <${Thumbnail} key=${`${paper.id}/${number}`} ...${{ paper, number, label: labelOf(labels, number), current: number === page, onPage }} />
        `)}
      </div>
    </nav>
  `;
}

/** Of a guarded paper it does not show the page, for that would count as having read it. @param {{paper: Paper, number: number, label: string, current: boolean, onPage: (page: number) => void}} props */
function Thumbnail({ paper, number, label, current, onPage }) {
  const name = t("Page {page}", { page: label });
  const shape = { aspectRatio: String(1 / ratioOf(paper, number)) };
  return html`
    <button type="button" class="thumbnail" aria-label=${name} aria-current=${current ? "page" : undefined} onClick=${() => onPage(number)}>
      ${mayKeep(paper)
        ? html`<img loading="lazy" decoding="async" src=${pageUrl(paper, number, THUMBNAIL)} alt="" draggable=${false} style=${shape}
                   onError=${(/** @type {Event} */ event) => instead(event, pageUrl(paper, number, THUMBNAIL))} />`
        : html`<span class="unseen" style=${shape}><${Icon} name="lock" /></span>`}
      <span class="numbers">${label}</span>
    </button>
  `;
}
