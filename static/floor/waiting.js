/** One line of a speaker queue. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Answering } from "floor/answering.js";
import { useDragging } from "floor/dragging.js";
import { callSpeaker } from "floor/hall.js";
import { movedBefore, peers, timesSpoken } from "floor/queue.js";
import { kindWord, KIND_ICONS, officeOf } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("floor/queue.js").Line} Line */
/**
 * @typedef {{speaker: Speaker, hall: ReturnType<typeof import("floor/hall.js").useHall>, line: Line, live: boolean,
 *            book?: import("live/follow.js").Book, place: number}} Props
 */

/** @param {Props} props */
export function Waiting({ speaker, hall, line, live, book, place }) {
  const room = useRoom();
  const participant = useRecord(`participants/${speaker.person}`);
  const mine = speaker.person === room.viewer.person;
  const name = speaker.person ? participant?.name : t("The name is shown with the call");
  return html`
    <li class="waiting ${mine ? "mine" : ""} ${speaker.under ? "under" : ""}" data-test="waiting" data-speaker=${speaker.id}>
      <span class="badge quiet">${place}</span>
      <div class="who">
        ${speaker.person ? html`<strong>${name}</strong>` : html`<em>${name}</em>`}
        <span class="office">${officeOf(participant)}</span>
        ${speaker.subject && html`<q class="subject">${speaker.subject}</q>`}
        <${Marks} speaker=${speaker} times=${timesSpoken(hall.speakers, speaker.person)} book=${book} />
        <${Answering} question=${speaker} />
      </div>
      ${room.may("floor.run") && html`<${Commands} ...${{ speaker, line, live }} name=${name ?? ""} next=${place === 1 && line.id === hall.due.id} />`}
    </li>
  `;
}

/** @param {{speaker: Speaker, times: number, book?: import("live/follow.js").Book}} props */
function Marks({ speaker, times, book }) {
  const { kind, category, page } = speaker;
  const paper = useRecord(`papers/${speaker.paper ?? ""}`);
  const words = t("p. {page} · {title}", { page: page ?? 1, title: paper?.title ?? "" });
  return html`
    <span class="row tight">
      ${kind !== "contribution" &&
      html`<span class="chip ${kind === "point_of_order" ? "warn" : ""}"><${Icon} name=${KIND_ICONS[kind]} />${category || kindWord(kind)}</span>`}
      ${times > 0 && html`<span class="chip">${t("Times spoken: {count}", { count: times })}</span>`}
      ${paper && book && html`<button type="button" class="chip" onClick=${() => book.go(paper.id, page ?? 1)}><${Icon} name="file-text" />${words}</button>`}
    </span>
  `;
}

/** @param {{speaker: Speaker, line: Line, live: boolean, name: string, next: boolean}} props */
function Commands({ speaker, line, live, name, next }) {
  const room = useRoom();
  const [removing, setRemoving] = useState(false);
  if (removing) return html`<${ConfirmRemoval} speaker=${speaker} name=${name} keep=${() => setRemoving(false)} />`;
  return html`
    <div class="commands">
      ${live &&
      html`
        <button
          type="button"
          class="button ${next ? "primary" : ""}"
          data-test="call-speaker"
          aria-label=${`${t("Call")}: ${name}`}
          onClick=${() => callSpeaker(room, speaker)}
        >
          <${Icon} name="mic" />${t("Call")}
        </button>
      `}
      <span class="row tight">
        ${peers(line.waiting, speaker).length > 1 && html`<${Moving} speaker=${speaker} line=${line} name=${name} />`}
        <button type="button" class="icon-button" aria-label=${t("Remove {name} from the queue", { name })} onClick=${() => setRemoving(true)}>
          <${Icon} name="x" />
        </button>
      </span>
    </div>
  `;
}

/** By hand: dragged, or one place at a time. @param {{speaker: Speaker, line: Line, name: string}} props */
function Moving({ speaker, line, name }) {
  const room = useRoom();
  const move = (/** @type {string | null | undefined} */ before) => before !== undefined && room.act("floor.move", { id: speaker.id, before });
  const dragging = useDragging(speaker, line.waiting, move);
  const [up, down] = [movedBefore(line.waiting, speaker, -1), movedBefore(line.waiting, speaker, 1)];
  return html`
    <button type="button" class="icon-button" disabled=${up === undefined} aria-label=${t("Move {name} up", { name })} data-test="move-up" onClick=${() => move(up)}>
      <${Icon} name="arrow-up" />
    </button>
    <button type="button" class="icon-button" disabled=${down === undefined} aria-label=${t("Move {name} down", { name })} data-test="move-down" onClick=${() => move(down)}>
      <${Icon} name="arrow-down" />
    </button>
    <span class="icon-button handle" aria-hidden="true" data-test="drag-handle" ...${dragging}><${Icon} name="grip-vertical" /></span>
  `;
}

/** @param {{speaker: Speaker, name: string, keep: () => void}} props */
function ConfirmRemoval({ speaker, name, keep }) {
  const room = useRoom();
  return html`
    <div class="confirm" role="group" aria-label=${t("Remove {name} from the queue?", { name })}>
      <p>${t("Remove {name} from the queue?", { name })}</p>
      <button type="button" class="button danger" onClick=${() => room.act("floor.remove", { id: speaker.id })}>${t("Remove")}</button>
      <button type="button" class="button" onClick=${keep}>${t("Keep")}</button>
    </div>
  `;
}
