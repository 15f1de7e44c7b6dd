/** The desk's screen (chair, secretary, auditor): the whole meeting run from one place. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { CheckIn } from "attendance/check_in.js";
import { InvitationCard } from "attendance/invitation.js";
import { PresencePanel } from "attendance/presence.js";
import { LendChair, LentChair } from "chairing/chairing.js";
import { Cockpit } from "chairing/cockpit.js";
import { useSpeechKeys } from "chairing/speech_keys.js";
import { TakeBack } from "chairing/take_back.js";
import { CommentsPanel } from "comments/panel.js";
import { ConclusionsPanel } from "conclusions/panel.js";
import { DisplaysPanel } from "displays/panel.js";
import { EquipmentPanel } from "equipment/panel.js";
import { FloorPanel } from "floor/panel.js";
import { Centre, Programme } from "live/centre.js";
import { useBook } from "live/follow.js";
import { Frame } from "live/frame.js";
import { NextButton } from "live/next_button.js";
import { PlanCard } from "live/plan_card.js";
import { useRoomKeys } from "live/room_keys.js";
import { Topbar } from "live/topbar.js";
import { CallsPanel } from "messages/calls.js";
import { LinePanel } from "messages/line.js";
import { TellAll } from "messages/tell_all.js";
import { openPoll } from "polls/casting.js";
import { PollPanel } from "polls/panel.js";
import { PollSheet } from "polls/sheet.js";
import { ConsentList } from "positions/consents.js";
import { MyPositions } from "positions/mine.js";
import { PositionsPanel } from "positions/panel.js";
import { PresentControls } from "presenting/controls.js";
import { SeatPanel } from "seats/panel.js";

export function Chair() {
  const book = useBook();
  useRoomKeys(book);
  useSpeechKeys();
  return html`
    <${Frame}
      reading=${Boolean(book.paper)}
      topbar=${html`<${Topbar} book=${book} />`}
      agenda=${(/** @type {() => void} */ done) => html`<${Programme} book=${book} done=${done} />`}
      actions=${html`<${Desk} book=${book} />`}
      actionsWord=${t("Run the meeting")}
      actionsIcon="gavel"
      glance=${(/** @type {import("chairing/cockpit.js").Look} */ look) => html`<${Cockpit} look=${look} />`}
      bottom=${html`<${PresentControls} book=${book} /><${TakeBack} /><${NextButton} />`}
    >
      <${Centre} book=${book} />
    <//>
    <${PollSheet} />
  `;
}

/** Before the meeting positions come first; while a vote is open, the turnout comes before the queue. @param {{ book: import("live/follow.js").Book }} props */
function Desk({ book }) {
  const room = useRoom();
  const planned = useRecord(`meetings/${room.boot.meeting}`)?.state === "planned";
  const voting = openPoll(useRecords("polls"));
  const floor = html`<${FloorPanel} key="floor" book=${book} />`;
  const polls = html`<${PollPanel} key="polls" />`;
  const positions = html`<div class="side-group" key="positions"><${MyPositions} /><${ConsentList} /><${PositionsPanel} /></div>`;
  const parts = voting ? [polls, floor] : [floor, polls];
  return html`
    <${LentChair} />
    <${InvitationCard} />
    <${CheckIn} />
    <${CallsPanel} />
    ${planned ? [positions, ...parts] : [...parts, positions]}
    <${ConclusionsPanel} />
    <${LinePanel} />
    <${PlanCard} />
    <${TellAll} />
    <${CommentsPanel} book=${book} />
    <${PresencePanel} />
    <${SeatPanel} />
    <${LendChair} />
    <${DisplaysPanel} book=${book} />
    <${EquipmentPanel} />
  `;
}
