/** The speaker queue: everybody reads it; chair and secretary call, end, remove, open, close and limit. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { countdown as clockText } from "kernel/time.js";
import { t } from "i18n";
import { SpeakerClock } from "floor/clock.js";
import { speaking, spoken, waiting } from "floor/queue.js";
import { Waiting } from "floor/waiting.js";
import { limitWords, officeOf } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

const LIMITS_S = [60, 120, 180, 300, 420, 600, 900, 1200];

export function FloorPanel() {
  const room = useRoom();
  const speakers = useRecords("speakers");
  const floor = useRecord("floor/now");
  const queue = waiting(speakers);
  const open = floor?.open ?? false;
  return html`
    <section class="floor-panel stack" aria-labelledby="floor-title">
      <header class="row apart">
        <h2 id="floor-title">${t("Speaker queue")}</h2>
        <span class="chip ${open ? "ok" : ""}">
          <${Icon} name=${open ? "lock-open" : "lock"} />${open ? t("Open for requests") : t("Closed for requests")}
        </span>
      </header>
      <${OnTheFloor} speaker=${speaking(speakers)} />
      <${Queue} queue=${queue} speakers=${speakers} />
      ${floor && room.may("floor.run") && html`<${Controls} open=${open} limit_s=${floor.limit_s} />`}
      <${Spoken} speakers=${spoken(speakers)} />
    </section>
  `;
}

/** @param {{speaker: Speaker|null}} props */
function OnTheFloor({ speaker }) {
  const room = useRoom();
  const participant = useRecord(`participants/${speaker?.person}`);
  if (!speaker) return html`<p class="quiet-text">${t("Nobody has the floor.")}</p>`;
  return html`
    <article class="on-the-floor" data-test="speaking">
      <div class="who">
        <p class="caption"><${Icon} name="mic" />${t("Now speaking")}</p>
        <strong>${participant?.name}</strong>
        <span class="office">${officeOf(participant)}</span>
        ${speaker.subject && html`<q class="subject">${speaker.subject}</q>`}
      </div>
      <${SpeakerClock} speaker=${speaker} />
      ${room.may("floor.run") &&
      html`
        <button type="button" class="button" data-test="end-speech" onClick=${() => room.act("floor.end", { id: speaker.id })}>
          <${Icon} name="square" />${t("End the speech")}
        </button>
      `}
    </article>
  `;
}

/** @param {{queue: Speaker[], speakers: Speaker[]}} props */
function Queue({ queue, speakers }) {
  if (!queue.length) return html`<p class="quiet-text">${t("Nobody is waiting to speak.")}</p>`;
  return html`
    <ol class="queue list" aria-label=${t("Waiting to speak")}>
      ${queue.map(
        (speaker, index) =>
          html`<${Waiting} key=${speaker.id} speaker=${speaker} speakers=${speakers} place=${index + 1} />`,
      )}
    </ol>
  `;
}

/** @param {{open: boolean, limit_s: number}} props */
function Controls({ open, limit_s }) {
  const room = useRoom();
  const limits = [...new Set([...LIMITS_S, limit_s])].sort((a, b) => a - b);
  return html`
    <div class="controls">
      <button type="button" class="button" data-test="toggle-queue" onClick=${() => room.act(open ? "floor.close" : "floor.open", {})}>
        <${Icon} name=${open ? "lock" : "lock-open"} />${open ? t("Close the queue") : t("Open the queue")}
      </button>
      <div class="field">
        <label for="floor-limit">${t("Time for each speaker")}</label>
        <select id="floor-limit" value=${limit_s} onChange=${(/** @type {any} */ event) => room.act("floor.set_limit", { limit_s: Number(event.target.value) })}>
          ${limits.map((seconds) => html`<option value=${seconds} selected=${seconds === limit_s}>${limitWords(seconds)}</option>`)}
        </select>
      </div>
    </div>
  `;
}

/** @param {{speakers: Speaker[]}} props */
function Spoken({ speakers }) {
  if (!speakers.length) return null;
  return html`
    <details class="fold spoken">
      <summary><${Icon} name="chevron-right" />${t("Have spoken: {count}", { count: speakers.length })}</summary>
      <ul class="list">${speakers.map((speaker) => html`<${HasSpoken} key=${speaker.id} speaker=${speaker} />`)}</ul>
    </details>
  `;
}

/** @param {{speaker: Speaker}} props */
function HasSpoken({ speaker }) {
  const participant = useRecord(`participants/${speaker.person}`);
  const seconds = Math.round(((speaker.ended_at ?? 0) - (speaker.started_at ?? 0)) / 1000);
  const over = seconds > speaker.limit_s;
  return html`
    <li class="row apart">
      <span>${participant?.name}</span>
      <span class="numbers ${over ? "over" : "quiet-text"}">
        ${clockText(seconds * 1000)}${over && ` (+${clockText((seconds - speaker.limit_s) * 1000)})`}
      </span>
    </li>
  `;
}
