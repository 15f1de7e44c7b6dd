/** A member's or guest's screen: agenda left, paper in the middle, what I can do on the right. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { CheckIn } from "attendance/check_in.js";
import { InvitationCard } from "attendance/invitation.js";
import { PresencePanel } from "attendance/presence.js";
import { LentChair } from "chairing/chairing.js";
import { CommentsPanel } from "comments/panel.js";
import { ConclusionsRead } from "conclusions/list.js";
import { FloorBar } from "floor/bar.js";
import { FloorPanel } from "floor/panel.js";
import { Centre, Programme } from "live/centre.js";
import { useBook } from "live/follow.js";
import { Frame } from "live/frame.js";
import { useRoomKeys } from "live/room_keys.js";
import { Topbar } from "live/topbar.js";
import { HelpRow } from "messages/help_row.js";
import { AllResults } from "polls/earlier.js";
import { PollLine } from "polls/line.js";
import { KeyKeeping } from "polls/keeping.js";
import { Readying } from "polls/readying.js";
import { Recusing } from "polls/recusing.js";
import { PollResult } from "polls/result.js";
import { PollSheet } from "polls/sheet.js";
import { ConsentList } from "positions/consents.js";
import { MyPositions } from "positions/mine.js";
import { PresentControls } from "presenting/controls.js";
import { SeatPanel } from "seats/panel.js";

export function Participant() {
  const book = useBook();
  useRoomKeys(book);
  return html`
    <${Frame}
      reading=${Boolean(book.paper)}
      topbar=${html`<${Topbar} book=${book} />`}
      agenda=${(/** @type {() => void} */ done) => html`<${Programme} book=${book} done=${done} />`}
      actions=${html`<${Actions} book=${book} />`}
      actionsWord=${t("Actions")}
      actionsIcon="hand"
      bottom=${html`<${PresentControls} book=${book} /><${FloorBar} book=${book} />`}
    >
      <${Centre} book=${book} />
    <//>
    <${PollSheet} />
  `;
}

/** @param {{ book: import("live/follow.js").Book }} props */
function Actions({ book }) {
  const room = useRoom();
  const planned = useRecord(`meetings/${room.boot.meeting}`)?.state === "planned";
  return html`
    <${LentChair} />
    <${InvitationCard} />
    <${CheckIn} />
    <${HelpRow} />
    <${KeyKeeping} />
    ${planned && html`<${MyPositions} />`}
    <${ConsentList} />
    <${FloorPanel} book=${book} />
    ${!planned && html`<${MyPositions} />`}
    <${Readying} />
    <${Recusing} />
    <${CommentsPanel} book=${book} />
    <${ConclusionsRead} />
    <${Results} />
    <${PresencePanel} />
    <${SeatPanel} />
  `;
}

function Results() {
  const polls = useRecords("polls").filter(({ state }) => state === "published").sort((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0));
  if (!polls.length) return null;
  return html`
    <section class="stack" aria-labelledby="results-title">
      <h2 id="results-title">${t("Results of votes")}</h2>
      ${polls.map((poll) => html`<${Past} key=${poll.id} poll=${poll} />`)}
      <p><${AllResults} /></p>
    </section>
  `;
}

/** @param {{ poll: import("kernel/types.js").Poll }} props */
function Past({ poll }) {
  return html`
    <details class="fold">
      <summary><${Icon} name="chevron-right" /><${PollLine} poll=${poll} /></summary>
      <${PollResult} poll=${poll} heading=${false} />
    </details>
  `;
}
