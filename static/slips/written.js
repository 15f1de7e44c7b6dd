/** A meeting in writing on a tablet: the papers to read and to write on, and the way back to the question. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { CommentsPanel } from "comments/panel.js";
import { Centre, Programme } from "live/centre.js";
import { useBook } from "live/follow.js";
import { Frame } from "live/frame.js";
import { useRoomKeys } from "live/room_keys.js";
import { Topbar } from "live/topbar.js";
import { AnswerHere } from "slips/answering.js";

export function Written() {
  const book = useBook();
  useRoomKeys(book);
  return html`
    <${Frame}
      reading=${Boolean(book.paper)}
      agendaWord=${t("Papers")}
      topbar=${html`<${Topbar} book=${book} />`}
      agenda=${(/** @type {() => void} */ done) => html`<${Programme} book=${book} done=${done} />`}
      actions=${html`<${CommentsPanel} book=${book} />`}
      actionsWord=${t("Comments")}
      actionsIcon="message-square"
      bottom=${html`<${BackToSlip} />`}
    >
      <${Centre} book=${book} />
    <//>
  `;
}

/** What is asked of me, always in sight while I read. Without network the answer is given right here. */
function BackToSlip() {
  const room = useRoom();
  const slip = useRecord(`slips/${room.boot.meeting}`);
  const reply = useRecords("replies").find(({ person }) => person === room.viewer.person);
  const [answering, setAnswering] = useState(false);
  if (!slip) return null;
  // What is being written stays, though the network comes back meanwhile.
  if (answering || room.connection.state !== "online") return html`<${AnswerHere} slip=${slip} shown=${answering} show=${setAnswering} />`;
  const open = slip.state === "sent" && reply && !reply.answers;
  return html`
    <a class="button ${open ? "primary" : ""}" href=${`/slips/${slip.id}`} data-test="back-to-slip">
      <${Icon} name="clipboard-pen" />
      <span>${open ? t("Answer by {time}, {day}", { time: clockTime(slip.deadline_at), day: date(slip.deadline_at) }) : t("Back to the slip")}</span>
    </a>
  `;
}
