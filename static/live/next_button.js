/** The chair's one big button: it always proposes what comes next. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { callSpeaker } from "floor/hall.js";
import { Confirm } from "live/dialog.js";
import { useKeys } from "live/keys.js";
import { isFinal, nextStep, stepArgs } from "live/next_step.js";
import { adoptQuestion } from "positions/listing.js";

/** @typedef {import("live/next_step.js").Step} Step */

const SIGNS = {
  "meetings.start": "play",
  "meetings.end": "square",
  "agenda.open_item": "play",
  "agenda.close_item": "check",
  "floor.call": "mic",
  "floor.resume": "play",
  "floor.end": "mic-off",
  "positions.adopt": "gavel",
  "polls.open": "vote",
  "polls.close": "gavel",
  "polls.publish": "presentation",
};

export function NextButton() {
  const room = useRoom();
  const [asking, ask] = useState(/** @type {Step | null} */ (null));
  const step = useNextStep();
  const name = useRecord(`participants/${step && "speaker" in step ? step.speaker.person : ""}`)?.name ?? "";
  const go = (/** @type {Step} */ chosen) => (chosen.action === "floor.call" ? callSpeaker(room, chosen.speaker) : room.act(chosen.action, stepArgs(chosen)));
  const offered = room.may("meetings.run") ? step : null;
  const busy = room.pending.some(({ name }) => name === offered?.action);
  const press = () => offered && !busy && (isFinal(offered) ? ask(offered) : go(offered));
  useKeys({ j: () => void press() });
  if (!step || !offered) return null;
  const { verb, object } = stepWords(step, name);
  return html`
    <button type="button" class="button primary large next-button" data-test="next-step" disabled=${busy}
            onClick=${press}>
      <${Icon} name=${SIGNS[step.action]} />
      <span class="words"><span class="verb">${verb}</span>${object && html`<span class="object">${object}</span>`}</span>
    </button>
    ${asking && html`<${Confirm} ...${questionFor(asking)} onYes=${() => go(asking)} close=${() => ask(null)} />`}
  `;
}

function useNextStep() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const listed = useRecords("consents");
  const byGesture = useRecord("position_calls/now")?.adoption === "gesture" && room.may("positions.adopt");
  return nextStep({
    meeting,
    items: useRecords("items"),
    speakers: useRecords("speakers"),
    polls: useRecords("polls"),
    queues: useRecords("queues"),
    floor: useRecord("floor/now"),
    consents: byGesture ? listed : [],
  });
}

/**
 * @param {Step} step
 * @param {string} name of the person concerned
 */
function stepWords(step, name) {
  if ("item" in step) {
    const { number, title } = step.item;
    return { verb: step.action === "agenda.open_item" ? t("Open item {number}", { number }) : t("Close item {number}", { number }), object: title };
  }
  if ("items" in step) return { verb: t("Adopt the consent list ({count})", { count: step.items.length }), object: t("Without debate") };
  if ("speaker" in step) return { verb: SPEECH_WORDS[step.action](), object: name };
  if ("poll" in step) {
    const { received, entitled, question } = step.poll;
    if (step.action === "polls.open") return { verb: t("Open the vote"), object: question };
    if (step.action === "polls.publish") return { verb: t("Publish the result"), object: question };
    return { verb: t("Close the vote"), object: t("{n} of {total} voted", { n: received, total: entitled }) };
  }
  return { verb: step.action === "meetings.start" ? t("Start the meeting") : t("End the meeting"), object: "" };
}

const SPEECH_WORDS = {
  "floor.call": () => t("Give the floor"),
  "floor.resume": () => t("Let the speech go on"),
  "floor.end": () => t("End the speech"),
};

/** @param {Step} step */
function questionFor(step) {
  if ("items" in step) return adoptQuestion(step.items.length);
  if (!("poll" in step)) {
    return { title: t("End the meeting?"), words: t("Nobody can speak, vote or write together afterwards."), yes: t("End the meeting") };
  }
  const missing = step.poll.entitled - step.poll.received;
  const words = missing > 0 ? t("Not voted yet: {n}. Closing is final.", { n: missing }) : t("Everybody has voted. Closing is final.");
  return { title: t("Close the vote?"), words, yes: t("Close and count") };
}
