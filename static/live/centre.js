/** The paper in the middle, the way to it, and the presenter's controls over it. */
import { useEffect, useMemo } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Agenda } from "agenda/agenda.js";
import { readingOrder } from "agenda/tree.js";
import { markRead } from "agenda/unread.js";
import { FollowChip } from "live/follow.js";
import { Overview } from "live/overview.js";
import { useOpened } from "offline/keep.js";
import { isSamePlace } from "live/place.js";
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
      ? html`<${Reader} ...${{ paper, page, sections, go: book.go }} ink=${room.may("ink.draw_private")} />`
      : html`<${Overview} book=${book} />`}
    <${FollowChip} book=${book} />
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

/** Show this page to everybody, or stop. @param {{ book: Book }} props */
export function PresentControls({ book }) {
  const room = useRoom();
  const { paper, page, leads, presented } = book;
  if (!room.may("papers.present")) return null;
  if (leads) {
    return html`
      <button type="button" class="button" aria-pressed="true" data-test="stop-presenting" onClick=${() => room.act("presenting.stop")}>
        <${Icon} name="presentation" />${t("Stop presenting")}
      </button>
    `;
  }
  const place = paper && { paper: paper.id, page };
  return html`
    <button type="button" class="button" disabled=${!place || isSamePlace(place, presented)} data-test="present"
            onClick=${() => room.act("presenting.show", place)}>
      <${Icon} name="presentation" />${t("Show to everybody")}
    </button>
  `;
}
