import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { lastOf } from "comments/sorting.js";
import { commentOn, useTalk } from "comments/talk.js";
import { boxOf, UNITS } from "ink/geometry.js";
import { useInk } from "ink/ink.js";
import { ratioOf } from "papers/pages.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("kernel/types.js").Thread} Thread */

const MOST_OFFERS = 100;
const ON_TEXT = ["highlighter", "underline", "strikeout"];
const READING = ["hand", "select"];

/**
 * A bubble at every mark of the page that was commented on; and one that offers to, at the mark that was made last.
 * @param {{paper: import("kernel/types.js").Paper, page: number, turn: number, scale: number}} props
 *   turn: quarters clockwise. scale: how much larger the page is drawn than it is laid out; bubbles stay as large as fingers are
 */
export function Bubbles({ paper, page, turn, scale }) {
  const room = useRoom();
  const talk = useTalk();
  const ink = useInk();
  const threads = useRecords("threads").filter((thread) => thread.paper === paper.id && thread.page === page && !thread.erased);
  useRecords("strokes");
  const opened = talk.opened?.paper === paper.id && talk.opened.page === page ? talk.opened.mark : null;
  // Not under a tool that works on the page: it would take the touch that is meant for a mark.
  const place = READING.includes(ink.tool) && ink.latest?.paper === paper.id && ink.latest.page === page;
  if (room.boot.role === "display") return null;
  const marks = threads.length || talk.choosing || opened || place ? ink.on(paper.id, page) : [];
  const latest = place ? latestOf(ink, marks) : null;
  const mayWrite = room.may("comments.write");
  const offers = mayWrite ? marks.filter(({ id }) => talk.choosing || id === latest).slice(-MOST_OFFERS) : [];
  const of = new Map(threads.map((thread) => [thread.mark, thread]));
  const shown = marks.filter(({ id }) => of.has(id) || id === opened || offers.some((mark) => mark.id === id));
  const ratio = ratioOf(paper, page);
  return html`
    <div class="page-bubbles ${ink.tool === "hand" ? "" : "tooled"}" style=${{ "--grown": scale, "--turned": `${-90 * turn}deg` }}>
      ${shown.map((mark) => html`
        <${Bubble} key=${mark.id} mark=${mark} thread=${of.get(mark.id)} ratio=${ratio} open=${mark.id === opened} act=${() => commentOn(room, mark)} />
      `)}
    </div>
  `;
}

/** @param {{mark: Stroke, thread: Thread | undefined, ratio: number, open: boolean, act: () => void}} props */
function Bubble({ mark, thread, ratio, open, act }) {
  const box = boxOf(mark);
  const [left, top, right, bottom] = box.map((side) => Math.min(side, UNITS * Math.max(1, ratio)) / UNITS);
  const high = (/** @type {number} */ y) => `${(100 * Math.max(0, y)) / ratio}%`;
  const across = (/** @type {number} */ x) => `${100 * Math.min(1, Math.max(0, x))}%`;
  const words = !thread ? t("Comment on this mark") : thread.state === "open" ? t("{n} comments", { n: thread.count }) : t("{n} comments, settled", { n: thread.count });
  return html`
    ${open && html`<span class="marked" style=${{ left: across(left), top: high(top), width: across(right - left), height: high(bottom - top) }}></span>`}
    <button type="button" class="bubble ${thread?.state ?? "offer"} ${mark.shared ? "" : "private"}" aria-label=${words} title=${words} aria-expanded=${open}
      data-test="bubble" data-mark=${mark.id} style=${{ left: across(right), top: high(top) }} onClick=${act}>
      <${Icon} name=${thread?.state === "resolved" ? "check" : thread ? "message-square" : "message-square-plus"} />
      ${thread && thread.count > 1 && html`<span class="numbers">${thread.count}</span>`}
    </button>
  `;
}

/**
 * The mark of mine that was made last on this page, if it is one along words.
 * @param {import("ink/ink.js").Ink} ink @param {Stroke[]} marks
 */
function latestOf({ me }, marks) {
  const latest = lastOf(marks, me);
  return latest && ON_TEXT.includes(latest.tool) ? latest.id : null;
}
