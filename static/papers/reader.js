import { useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Controls } from "papers/controls.js";
import { useKeys } from "papers/keys.js";
import { nearest } from "papers/pages.js";
import { useRemembered } from "papers/remembered.js";
import { Thumbnails } from "papers/thumbnails.js";
import { Unread } from "papers/unread.js";
import { PageWindow } from "papers/window.js";
import { InkToolbar } from "ink/toolbar.js";

/**
 * @typedef {import("papers/pages.js").Paper} Paper
 * @typedef {{paper: Paper, page: number, onPage?: (page: number) => void, ink?: boolean, chrome?: boolean}} Props
 *   page: from 1; ink: whether one may draw; chrome: with buttons and thumbnails, not so on the room display
 */

/** A paper, page by page. @param {Props} props */
export function Reader(props) {
  if (props.paper.state !== "ready") return html`<${Unread} paper=${props.paper} />`;
  return html`<${Book} ...${props} key=${props.paper.id} />`;
}

/** @param {Props} props */
function Book({ paper, page: asked, onPage = () => {}, ink = false, chrome = true }) {
  const page = nearest(asked, paper.pages);
  const view = useRef(/** @type {import("papers/view.js").View | null} */ (null));
  const [how, setHow] = useState(/** @type {import("papers/zoom.js").Fit | null} */ (chrome ? "width" : "page"));
  const [night, setNight] = useRemembered("reader.night");
  const [thumbnails, setThumbnails] = useRemembered("reader.thumbnails");
  const go = (/** @type {number} */ to) => nearest(to, paper.pages) !== page && onPage(nearest(to, paper.pages));
  useKeys(chrome, { go, page, pages: paper.pages ?? 1, view });

  return html`
    <section class="reader" aria-label=${paper.title} data-test="reader">
      ${chrome && ink && html`<${InkToolbar} paper=${paper.id} page=${page} />`}
      <${PageWindow}
        ...${{ paper, page, ink, night, fit: how ?? "width", touchable: chrome }}
        turn=${(/** @type {number} */ by) => go(page + by)}
        onView=${(/** @type {import("papers/view.js").View} */ settled) => ((view.current = settled), setHow(settled.how))}
      />
      ${chrome && html`<${Controls} ...${{ page, pages: paper.pages ?? 1, go, view, how, night, setNight, thumbnails, setThumbnails }} />`}
      ${chrome && thumbnails && html`<${Thumbnails} paper=${paper} page=${page} onPage=${go} />`}
    </section>
  `;
}
