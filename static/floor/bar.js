/** What a participant needs of the floor, always in sight: who speaks, my place, and the one button to ask. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Ask } from "floor/ask.js";
import { SpeakerClock } from "floor/clock.js";
import { place, speaking, waiting, waitingOf } from "floor/queue.js";
import { kindWord } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

export function FloorBar() {
  const room = useRoom();
  const speakers = useRecords("speakers");
  const floor = useRecord("floor/now");
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  if (!room.may("floor.ask") || meeting?.state !== "live") return null;
  const me = room.viewer.person;
  const current = speaking(speakers);
  const mine = waitingOf(speakers, me);
  const unsent = unsentRequests(room.pending, speakers);
  const asked = [...mine, ...unsent.map(({ args }) => args)].map(({ kind }) => kind);
  return html`
    <section class="floor-bar" aria-label=${t("Speaking")}>
      <${OnTheFloor} speaker=${current} />
      <div class="places" role="status">
        ${mine.map((speaker) => html`<${Place} key=${speaker.id} speaker=${speaker} speakers=${speakers} />`)}
        ${unsent.map(({ id }) => html`<${Unsent} key=${id} />`)}
      </div>
      ${current?.person !== me &&
      !asked.includes("point_of_order") &&
      html`<${Ask} open=${floor?.open ?? false} may_contribute=${!asked.includes("contribution")} />`}
    </section>
  `;
}

/** @param {{id: string, name: string, args: any}[]} pending @param {Speaker[]} speakers */
function unsentRequests(pending, speakers) {
  const known = new Set(speakers.map(({ id }) => id));
  return pending.filter(({ name, args }) => name === "floor.ask" && !known.has(args.id));
}

/** @param {{speaker: Speaker|null}} props */
function OnTheFloor({ speaker }) {
  const room = useRoom();
  const participant = useRecord(`participants/${speaker?.person}`);
  if (!speaker) return null;
  const mine = speaker.person === room.viewer.person;
  return html`
    <div class="on-the-floor ${mine ? "mine" : ""}" data-test="on-the-floor">
      <${Icon} name="mic" />
      <span class="who">
        ${mine ? t("You have the floor") : html`<span class="visually-hidden">${t("Now speaking")}: </span>${participant?.name}`}
      </span>
      <${SpeakerClock} speaker=${speaker} />
    </div>
  `;
}

/** @param {{speaker: Speaker, speakers: Speaker[]}} props */
function Place({ speaker, speakers }) {
  const room = useRoom();
  const mine = place(speakers, speaker.id);
  const withdrawing = room.pending.some(({ name, args }) => name === "floor.withdraw" && args.id === speaker.id);
  const where = mine === 1 ? t("You are next") : t("Your place: {place} of {total}", { place: mine, total: waiting(speakers).length });
  return html`
    <div class="place" data-test="my-place">
      <${Icon} name=${speaker.kind === "point_of_order" ? "octagon-alert" : "hand"} label=${kindWord(speaker.kind)} />
      <span class="where"><strong>${where}</strong>${speaker.subject && html`<span class="subject">${speaker.subject}</span>`}</span>
      <button
        type="button"
        class="button quiet"
        disabled=${withdrawing}
        onClick=${() => room.act("floor.withdraw", { id: speaker.id })}
      >
        <${Icon} name="x" />${withdrawing ? t("Withdrawing…") : t("Withdraw")}
      </button>
    </div>
  `;
}

function Unsent() {
  const online = useRoom().connection.state === "online";
  return html`
    <div class="place unsent">
      <${Icon} name=${online ? "loader-circle" : "cloud-off"} />
      <span class="where">${online ? t("Sending your request…") : t("Not sent yet: no connection. It will be sent again by itself.")}</span>
    </div>
  `;
}
