/** What a participant needs of the floor, always in sight: who speaks, my place, and the one button to ask. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Ask } from "floor/ask.js";
import { SpeakerClock } from "floor/clock.js";
import { useHall } from "floor/hall.js";
import { isOrdinary, place, speaking, waitingOf } from "floor/queue.js";
import { kindWord, KIND_ICONS, queueWord } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {ReturnType<typeof useHall>} Hall */

/** @param {{book?: import("live/follow.js").Book}} props */
export function FloorBar({ book }) {
  const room = useRoom();
  const hall = useHall();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const live = meeting?.state === "live";
  if (!room.may("floor.ask") || !meeting || meeting.state === "ended" || (!live && !hall.floor?.before)) return null;
  const me = room.viewer.person;
  const current = speaking(hall.speakers);
  const mine = waitingOf(hall.speakers, me);
  const unsent = unsentRequests(room.pending, hall.speakers);
  return html`
    <section class="floor-bar" aria-label=${t("Speaking")}>
      ${live && html`<${OnTheFloor} speaker=${current} />`}
      <div class="places" role="status">
        ${mine.map((speaker) => html`<${Place} key=${speaker.id} speaker=${speaker} hall=${hall} />`)}
        ${unsent.map(({ id }) => html`<${Unsent} key=${id} />`)}
      </div>
      ${current?.person !== me && html`<${Ask} hall=${hall} live=${live} asks=${!waits(hall, mine, unsent)} book=${book} />`}
    </section>
  `;
}

/** Whether one waits already in the queue that one would ask in. @param {Hall} hall @param {Speaker[]} mine @param {{args: any}[]} unsent */
function waits(hall, mine, unsent) {
  const here = hall.lines[0].id;
  const asked = [...mine.filter(({ queue }) => queue === here), ...unsent.map(({ args }) => args)];
  return !hall.floor?.several && asked.some(({ kind }) => kind !== "point_of_order" && kind !== "answer");
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

/** @param {{speaker: Speaker, hall: Hall}} props */
function Place({ speaker, hall }) {
  const room = useRoom();
  const line = hall.lines.find(({ id }) => id === speaker.queue);
  const mine = line ? place(line.queue, speaker.id) : 0;
  const withdrawing = room.pending.some(({ name, args }) => name === "floor.withdraw" && args.id === speaker.id);
  const isDue = speaker.queue === hall.due.id;
  const where = mine === 1 && isDue ? t("You are next") : t("Your place: {place} of {total}", { place: mine, total: line?.waiting.length ?? 0 });
  const about = [speaker.queue !== hall.lines[0].id && queueWord(speaker.queue, line?.item), speaker.subject].filter(Boolean).join(" · ");
  return html`
    <div class="place" data-test="my-place">
      <${Icon} name=${KIND_ICONS[speaker.kind]} label=${kindWord(speaker.kind)} />
      <span class="where">
        <strong>${isOrdinary(speaker.kind) ? where : `${kindWord(speaker.kind)} · ${where}`}</strong>
        ${about && html`<span class="subject">${about}</span>`}
      </span>
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
