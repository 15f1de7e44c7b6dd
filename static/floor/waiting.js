/** One line of the speaker queue. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { timesSpoken } from "floor/queue.js";
import { kindWord, officeOf } from "floor/words.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

/** @param {{speaker: Speaker, speakers: Speaker[], place: number}} props */
export function Waiting({ speaker, speakers, place }) {
  const room = useRoom();
  const participant = useRecord(`participants/${speaker.person}`);
  const times = timesSpoken(speakers, speaker.person);
  return html`
    <li class="waiting ${speaker.person === room.viewer.person ? "mine" : ""}" data-test="waiting">
      <span class="badge quiet">${place}</span>
      <div class="who">
        <strong>${participant?.name}</strong>
        <span class="office">${officeOf(participant)}</span>
        ${speaker.subject && html`<q class="subject">${speaker.subject}</q>`}
        <span class="row tight">
          ${speaker.kind === "point_of_order" &&
          html`<span class="chip warn"><${Icon} name="octagon-alert" />${kindWord(speaker.kind)}</span>`}
          ${times > 0 && html`<span class="chip">${t("Times spoken: {count}", { count: times })}</span>`}
        </span>
      </div>
      ${room.may("floor.run") && html`<${Commands} speaker=${speaker} name=${participant?.name} next=${place === 1} />`}
    </li>
  `;
}

/** @param {{speaker: Speaker, name: string, next: boolean}} props */
function Commands({ speaker, name, next }) {
  const room = useRoom();
  const [removing, setRemoving] = useState(false);
  if (removing) return html`<${ConfirmRemoval} speaker=${speaker} name=${name} keep=${() => setRemoving(false)} />`;
  return html`
    <div class="commands">
      <button
        type="button"
        class="button ${next ? "primary" : ""}"
        data-test="call-speaker"
        aria-label=${`${t("Call")}: ${name}`}
        onClick=${() => room.act("floor.call", { id: speaker.id })}
      >
        <${Icon} name="mic" />${t("Call")}
      </button>
      <button type="button" class="icon-button" aria-label=${t("Remove {name} from the queue", { name })} onClick=${() => setRemoving(true)}>
        <${Icon} name="x" />
      </button>
    </div>
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
