/** Where I am mentioned; and for chair and secretary all that is not settled, item by item. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { inOrder } from "agenda/tree.js";
import { mentioning, said, unsettled } from "comments/sorting.js";
import { commentOn, useTalk } from "comments/talk.js";

/** @typedef {import("kernel/types.js").Thread} Thread */
/** @typedef {import("kernel/types.js").Comment} Comment */
/** @typedef {import("live/follow.js").Book} Book */

/** @param {{book: Book}} props */
export function CommentsPanel({ book }) {
  const room = useRoom();
  const [threads, comments] = [useRecords("threads"), useRecords("comments")];
  const [papers, items] = [useRecords("papers"), useRecords("items")];
  const mine = mentioning(threads, comments, room.viewer.person);
  const groups = room.may("comments.resolve_any") ? unsettled(threads, papers, inOrder(items)) : [];
  const count = groups.reduce((sum, group) => sum + group.threads.length, 0);
  return html`
    <section class="comments-panel stack" aria-labelledby="comments-title" data-test="comments-panel">
      <header class="row apart"><h2 id="comments-title">${t("Comments")}</h2><${Choosing} book=${book} /></header>
      ${mine.length > 0 && html`
        <h3>${t("Mentions of me")}</h3>
        <ul class="list boxed" data-test="mentions">${mine.map(({ comment, thread }) => html`<${Line} key=${comment.id} ...${{ thread, comment, book }} />`)}</ul>
      `}
      ${count > 0 && html`<h3>${t("Not settled: {n}", { n: count })}</h3>`}
      ${groups.map((group) => html`<${Group} key=${group.item?.id ?? ""} group=${group} comments=${comments} book=${book} />`)}
      ${!mine.length && !count && html`<p class="quiet-text">${t("Nothing waits for you here.")}</p>`}
    </section>
  `;
}

/** Marks on the page that lies open offer to be commented on. @param {{book: Book}} props */
function Choosing({ book }) {
  const talk = useTalk();
  if (!useRoom().may("comments.write") || !book.paper) return null;
  return html`
    <button type="button" class="button" aria-pressed=${talk.choosing} onClick=${() => talk.choose(!talk.choosing)}>
      <${Icon} name="message-square-plus" />${t("Comment on a mark")}
    </button>
  `;
}

/** @param {{group: import("comments/sorting.js").Group, comments: Comment[], book: Book}} props */
function Group({ group: { item, threads }, comments, book }) {
  return html`
    <h4 class="row apart"><span>${item ? `${item.number}. ${item.title}` : t("Papers of the meeting")}</span><span class="chip numbers">${threads.length}</span></h4>
    <ul class="list boxed" data-test="unsettled">
      ${threads.map((thread) => html`<${Line} key=${thread.mark} thread=${thread} comment=${said(comments, thread.mark)[0]} book=${book} />`)}
    </ul>
  `;
}

/** @param {{thread: Thread, comment: Comment | undefined, book: Book}} props */
function Line({ thread, comment, book }) {
  const room = useRoom();
  const paper = useRecord(`papers/${thread.paper}`);
  const name = useRecord(`participants/${comment?.by ?? ""}`)?.name ?? "";
  const jump = () => {
    if (book.paper?.id !== thread.paper || book.page !== thread.page) book.go(thread.paper, thread.page);
    commentOn(room, { ...thread, id: thread.mark });
  };
  return html`
    <li>
      <button type="button" class="thread-line" data-test="thread-line" onClick=${jump}>
        <span class="said">${comment?.text}</span>
        <span class="quiet-text small-text">${name} · <span class="numbers">${clockTime(thread.last_at)}</span> · ${t("page {page} of {title}", { page: thread.page, title: paper?.title ?? "" })}</span>
        ${thread.erased && html`<span class="chip warn"><${Icon} name="eraser" />${t("The mark was erased")}</span>`}
        ${thread.count > 1 && html`<span class="chip"><${Icon} name="message-square" />${t("{n} comments", { n: thread.count })}</span>`}
      </button>
    </li>
  `;
}
