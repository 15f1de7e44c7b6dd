/** The thread of one mark, in a sheet beside it. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { newId } from "kernel/ids.js";
import { Comment } from "comments/comment.js";
import { Compose } from "comments/compose.js";
import { readers } from "comments/mentions.js";
import { useSide } from "comments/side.js";
import { said } from "comments/sorting.js";
import { useTalk } from "comments/talk.js";

/** @typedef {import("kernel/types.js").Thread} Thread */
/** @typedef {import("comments/talk.js").Opened} Opened */
/** @typedef {{current: import("papers/view.js").View | null}} ViewRef */

/** The thread that is open, if it is about something on this paper. @param {{paper: import("kernel/types.js").Paper, page: number, view: ViewRef}} props */
export function ThreadSheet({ paper, page, view }) {
  const { opened } = useTalk();
  if (opened?.paper !== paper.id) return null;
  return html`<${Sheet} key=${opened.mark} opened=${opened} page=${page} view=${view} />`;
}

/** @param {{opened: Opened, page: number, view: ViewRef}} props */
function Sheet({ opened, page, view }) {
  const room = useRoom();
  const talk = useTalk();
  const sheet = useRef(/** @type {any} */ (null));
  const thread = useRecord(`threads/${opened.mark}`);
  const people = useReaders(opened);
  const side = useSide(sheet, opened, page, view);
  const close = () => (talk.open(null), bubbleOf(opened.mark)?.focus());
  const act = (/** @type {string} */ name, /** @type {any} */ args) => room.act(name, args, { private: !opened.shared });
  const say = (/** @type {string} */ text, /** @type {string[]} */ mentions) =>
    act(thread ? "comments.reply" : "comments.open", { id: newId(), mark: opened.mark, text, mentions });
  useEffect(() => sheet.current?.querySelector(thread ? "h2" : "textarea")?.focus(), []);
  const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && !event.defaultPrevented && (event.stopPropagation(), close());
  return html`
    <section class="thread-sheet ${side}" role="dialog" aria-labelledby="thread-title" ref=${sheet} onKeyDown=${escape} data-test="thread">
      <header>
        <h2 id="thread-title" tabindex="-1">${opened.shared ? t("Comments") : t("My notes")}</h2>
        <${Audience} shared=${opened.shared} />
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      <div class="talk">
        <${Said} opened=${opened} people=${people} act=${act} />
        <div class="answer">
          ${thread && html`<${Settling} thread=${thread} act=${act} />`}
          ${!thread?.erased && room.may("comments.write") && html`<${Compose} people=${people} isFirst=${!thread} say=${say} />`}
        </div>
      </div>
    </section>
  `;
}

/** @param {{shared: boolean}} props */
function Audience({ shared }) {
  const words = shared ? t("For all who see the mark") : t("Only for you");
  return html`<span class="chip ${shared ? "warn" : ""}"><${Icon} name=${shared ? "users" : "lock"} />${words}</span>`;
}

/** What was said, and what is still on its way. @param {{opened: Opened, people: import("kernel/types.js").Participant[], act: (name: string, args: any) => any}} props */
function Said({ opened, people, act }) {
  const room = useRoom();
  const comments = said(useRecords("comments"), opened.mark);
  const waiting = room.pending.filter(({ name, args }) => /^comments\.(open|reply)$/.test(name) && args.mark === opened.mark && !room.store.get(`comments/${args.id}`));
  const end = useRef(/** @type {any} */ (null));
  useEffect(() => end.current?.scrollIntoView({ block: "nearest" }), [comments.length, waiting.length]);
  return html`
    <div class="said-list" role="log" tabindex="0" aria-label=${t("Comments")}><ol>
      ${comments.map((comment) => html`<${Comment} key=${comment.id} comment=${comment} people=${people} act=${act} />`)}
      ${waiting.map(({ id, args, state }) => html`
        <li key=${id} class="comment waiting"><p class="text">${args.text}</p><span class="quiet-text small-text">${state === "not_sent" ? t("Not sent") : t("Sending…")}</span></li>
      `)}
    </ol><span ref=${end}></span></div>
  `;
}

/** Whether it is settled, by whom and when. @param {{thread: Thread, act: (name: string, args: any) => any}} props */
function Settling({ thread, act }) {
  const room = useRoom();
  const name = useRecord(`participants/${thread.resolved_by ?? ""}`)?.name ?? "";
  const may = room.may("comments.resolve_any") || [thread.by, thread.author].includes(room.viewer.person);
  const isOpen = thread.state === "open";
  return html`
    ${thread.erased && html`<p class="quiet-text"><${Icon} name="eraser" /> ${t("The mark was erased; only chair and secretary still see this.")}</p>`}
    ${!isOpen && html`<p class="settled" data-test="settled"><${Icon} name="check" />${t("Settled by {name} at {time}", { name, time: clockTime(thread.resolved_at ?? 0) })}</p>`}
    ${may && html`
      <button type="button" class="button" data-test="settle" onClick=${() => act(isOpen ? "comments.resolve" : "comments.reopen", { mark: thread.mark })}>
        <${Icon} name=${isOpen ? "check" : "rotate-ccw"} />${isOpen ? t("Settle") : t("Open again")}
      </button>
    `}
  `;
}

/** Who can be mentioned. @param {Opened} opened */
function useReaders(opened) {
  const room = useRoom();
  const people = useRecords("participants");
  const mark = useRecord(`strokes/${opened.mark}`);
  const restriction = useRecord(`restrictions/${opened.paper}`);
  const known = mark ?? { by: room.viewer.person, shared: opened.shared };
  return readers(people, known, restriction, room.viewer.person);
}

/** @param {string} mark @returns {HTMLElement | null} */
const bubbleOf = (mark) => document.querySelector(`.bubble[data-mark="${mark}"]`);
