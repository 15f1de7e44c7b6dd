import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { ThreadSheet } from "comments/thread.js";
import { useChooseAll } from "papers/choose_all.js";
import { chosen } from "papers/chosen.js";
import { Contents } from "papers/contents.js";
import { Controls } from "papers/controls.js";
import { InFilePanel } from "papers/in_file_panel.js";
import { useKeys } from "papers/keys.js";
import { besides, leavesOf, papersToRead } from "papers/leaves.js";
import { Notices } from "papers/notices.js";
import { PageText } from "papers/page_text.js";
import { nearest, ratioOf } from "papers/pages.js";
import { useRevealing } from "papers/revealing.js";
import { SelectionBar } from "papers/selection.js";
import { Thumbnails } from "papers/thumbnails.js";
import { wish } from "papers/turned.js";
import { Unread } from "papers/unread.js";
import { useWays } from "papers/ways.js";
import { WayBack } from "papers/way_back.js";
import { middleOf, PageWindow } from "papers/window.js";
import { NoteCard } from "ink/note_card.js";
import { PickedBar } from "ink/picked_bar.js";
import { PlacingBar } from "ink/placing_bar.js";
import { InkToolbar } from "ink/toolbar.js";

/**
 * @typedef {import("papers/pages.js").Paper} Paper
 * @typedef {{paper: string, page: number}} Place
 * @typedef {{paper: Paper, page: number, sections?: import("papers/leaves.js").Section[],
 *   go?: (paper: string, page: number) => void, ink?: boolean, guide?: import("papers/guide.js").Guide}} Props
 *   page: from 1; sections: all that can be read in this meeting; go: somebody wants to be elsewhere; ink: whether one may draw;
 *   guide: whom this reader follows or leads
 */

/** The papers of a meeting in the hands of a reader. @param {Props} props */
export function Reader(props) {
  if (props.paper.state !== "ready") return html`<${Unread} paper=${props.paper} />`;
  return html`<${Book} ...${props} />`;
}

/** One page, as large as the place allows, that nobody touches: for the room display. @param {{paper: Paper, page: number, guide?: import("papers/guide.js").Guide}} props */
export function Shown({ paper, page, guide }) {
  const leaves = useMemo(() => leavesOf([paper], {}), [paper]);
  const nothing = () => {};
  return html`
    <section class="reader" aria-label=${paper.title} data-test="reader">
      <${PageWindow} ...${{ leaves, at: nearest(page, paper.pages) - 1, paged: true, guide, ink: false, fit: "page", touchable: false, night: false }}
        reach=${nothing} jump=${nothing} onView=${nothing} />
    </section>
  `;
}

const NO_SECTIONS = /** @type {import("papers/leaves.js").Section[]} */ ([]);

/** @param {Props} props */
function Book({ paper, page: asked, sections = NO_SECTIONS, go = () => {}, ink = false, guide }) {
  const page = nearest(asked, paper.pages);
  const ways = useWays();
  const view = useRef(/** @type {import("papers/view.js").View | null} */ (null));
  const [how, setHow] = useState(/** @type {import("papers/zoom.js").Fit | null} */ ("width"));
  const [contents, setContents] = useState(false);
  const [asText, setAsText] = useState(false);
  const [left, setLeft] = useState(/** @type {import("papers/way_back.js").Left | null} */ (null));
  const leaves = useMemo(() => leavesOf(papersToRead(sections, paper, ways.book), ways.turns), [sections, paper, ways.book, ways.turns]);
  const at = leaves.findIndex((leaf) => leaf.paper.id === paper.id && leaf.page === page);
  useEffect(() => chosen.choose(null), [paper.id]);
  const arrive = useRevealing(paper, page);

  const open = (/** @type {Place} */ place) => {
    if (place.paper === paper.id && place.page === page) return;
    wish(`${place.paper}/${place.page}`);
    go(place.paper, place.page);
  };
  const reach = (/** @type {number} */ index) => leaves[index] && open({ paper: leaves[index].paper.id, page: leaves[index].page });
  const jump = (/** @type {Place} */ place) => (setLeft({ paper: paper.id, page, to: place.paper }), open(place));
  const means = { page, pages: paper.pages ?? 1, at, last: leaves.length - 1, paged: ways.paged, reach, view, rotate: () => ways.rotate(paper.id) };
  const turnTo = (/** @type {number} */ to) => jump({ paper: paper.id, page: nearest(to, paper.pages) });
  useKeys({ ...means, turnTo });
  useChooseAll(paper, page);

  return html`
    <section class="reader" aria-label=${paper.title} data-test="reader">
      <${InkToolbar} paper=${paper.id} page=${page} spread=${!ways.paged} />
      <${Notices} ...${{ paper, page, open, book: ways.book }} />
      <div class="reader-place">
        <${PageWindow} ...${{ leaves, at, ink, reach, jump, arrive, guide, paged: ways.paged, night: ways.night }} fit="width" touchable=${true}
          onView=${(/** @type {import("papers/view.js").View} */ settled) => ((view.current = settled), setHow(settled.how))} />
        ${contents && html`<${Contents} ...${{ paper, page, sections, book: ways.book, setBook: ways.setBook, jump }} close=${() => setContents(false)} />`}
        <${InFilePanel} paper=${paper} jump=${jump} />
        ${asText && html`<${PageText} paper=${paper} page=${page} close=${() => setAsText(false)} />`}
        <${WayBack} left=${left} paper=${paper} page=${page} open=${open} forget=${() => setLeft(null)} />
        <${ThreadSheet} paper=${paper} page=${page} view=${view} />
        <${SelectionBar} mayMark=${ink} />
        ${ink && html`
          <${PickedBar} paper=${paper} page=${page} ratio=${ratioOf(paper, page)} />
          <${PlacingBar} paper=${paper.id} page=${page} middle=${() => middleOf(view.current, leaves, at, ways.paged)} />
        `}
        <${NoteCard} view=${view} />
      </div>
      <${Controls} ...${{ ...means, paper, how, ways, contents, setContents, turnTo, open }} readText=${() => setAsText(true)} besides=${besides(sections, paper)} />
      ${ways.thumbnails && html`<${Thumbnails} paper=${paper} page=${page} onPage=${turnTo} />`}
    </section>
  `;
}
