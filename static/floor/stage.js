/** Who has the floor, with the clock; and what the desk does with the speech. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Answering } from "floor/answering.js";
import { SpeakerClock } from "floor/clock.js";
import { interrupted, speaking } from "floor/queue.js";
import { kindWord, officeOf } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

const EXTENSION_S = 60;

/** @param {{hall: ReturnType<typeof import("floor/hall.js").useHall>}} props */
export function Stage({ hall }) {
  const current = speaking(hall.speakers);
  const paused = interrupted(hall.speakers);
  if (!current) return html`<p class="quiet-text">${t("Nobody has the floor.")}</p>`;
  return html`
    <${OnTheFloor} speaker=${current} />
    ${paused && html`<${Paused} speaker=${paused} />`}
  `;
}

/** @param {{speaker: Speaker}} props */
function OnTheFloor({ speaker }) {
  const room = useRoom();
  const participant = useRecord(`participants/${speaker.person}`);
  return html`
    <article class="on-the-floor" data-test="speaking">
      <div class="who">
        <p class="caption"><${Icon} name="mic" />${speaker.kind === "contribution" ? t("Now speaking") : `${t("Now speaking")} · ${kindWord(speaker.kind)}`}</p>
        <strong>${participant?.name}</strong>
        <span class="office">${officeOf(participant)}</span>
        ${speaker.subject && html`<q class="subject">${speaker.subject}</q>`}
      </div>
      <${SpeakerClock} speaker=${speaker} />
      ${room.may("floor.run") && html`<${Commands} speaker=${speaker} />`}
      <${Answering} question=${speaker} />
    </article>
  `;
}

/** @param {{speaker: Speaker}} props */
function Commands({ speaker }) {
  const room = useRoom();
  const paused = speaker.state === "paused";
  const does = (/** @type {string} */ name, more = {}) => () => room.act(name, { id: speaker.id, ...more });
  return html`
    <div class="commands">
      <button type="button" class="button" data-test=${paused ? "resume-speech" : "pause-speech"} onClick=${does(paused ? "floor.resume" : "floor.pause")}>
        <${Icon} name=${paused ? "play" : "pause"} />${paused ? t("Go on") : t("Pause")}
      </button>
      <button type="button" class="button" data-test="extend-speech" onClick=${does("floor.extend", { seconds: EXTENSION_S })}>
        <${Icon} name="plus" />${t("1 minute")}
      </button>
      <button type="button" class="button" data-test="end-speech" onClick=${does("floor.end")}>
        <${Icon} name="square" />${t("End the speech")}
      </button>
    </div>
  `;
}

/** Whose speech goes on after what was put into it. @param {{speaker: Speaker}} props */
function Paused({ speaker }) {
  const participant = useRecord(`participants/${speaker.person}`);
  return html`
    <p class="row tight interrupted" data-test="interrupted">
      <${Icon} name="pause" /><span>${t("Then {name} goes on", { name: participant?.name ?? "" })}</span><${SpeakerClock} speaker=${speaker} />
    </p>
  `;
}
