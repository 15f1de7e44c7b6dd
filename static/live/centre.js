/** The paper in the middle, and the way to it. */
import { useEffect, useMemo } from "preact/hooks";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Agenda } from "agenda/agenda.js";
import { readingOrder } from "agenda/tree.js";
import { markRead } from "agenda/unread.js";
import { FollowChip, LeftChip } from "live/follow.js";
import { Overview } from "live/overview.js";
import { useOpened } from "offline/keep.js";
import { Reader } from "papers/reader.js";
import { GuardedNote } from "papers/secrecy.js";
import { HitBar } from "search/bar.js";

/** @typedef {import("live/follow.js").Book} Book */

/** @param {{ book: Book }} props */
export function Centre({ book }) {
  const room = useRoom();
  const { paper, page } = book;
  const [items, papers] = [useRecords("items"), useRecords("papers")];
  const sections = useMemo(() => readingOrder(items, papers), [items, papers]);
  useOpened(paper);
  useEffect(() => paper && markRead(room.boot.meeting, room.boot.person, paper), [paper?.id, paper?.sha]);
  return html`
    <${HitBar} book=${book} />
    ${paper && html`<${GuardedNote} paper=${paper} />`}
    ${paper
      ? html`<${Reader} ...${{ paper, page, sections, go: book.go, guide: book.guide }} ink=${room.may("ink.draw_private")} />`
      : html`<${Overview} book=${book} />`}
    <${FollowChip} book=${book} />
    <${LeftChip} book=${book} />
  `;
}

/** The agenda as the way to the papers. @param {{ book: Book, done: () => void }} props */
export function Programme({ book, done }) {
  const open = (/** @type {{ id: string }} */ { id }) => {
    if (id !== book.paper?.id) book.go(id, 1);
    done();
  };
  return html`<${Agenda} chosen=${book.paper?.id} onPaper=${open} />`;
}
