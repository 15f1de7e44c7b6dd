/** One seat: whose it is, what goes on there, and what may be done about it. */
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { SIGNS, stateWord } from "seats/words.js";

/** @typedef {import("seats/states.js").Place} Place */

/** @param {{ place: Place }} props */
export function SeatCard({ place }) {
  const { label, name, office, state, instead, voted } = place;
  return html`
    <section class="card seat-card" aria-live="polite" data-test="seat-card">
      <p class="quiet-text">${t("Seat {seat}", { seat: label })}</p>
      <h3>${name || stateWord("empty")}</h3>
      ${office && html`<p class="quiet-text">${office}</p>`}
      <p class="row tight">
        ${name && html`<span class="chip"><${Icon} name=${SIGNS[state]} />${stateWord(state)}</span>`}
        ${voted && html`<span class="chip"><${Icon} name="vote" />${t("Has voted")}</span>`}
      </p>
      ${instead && html`<p>${t("In their place: {name}", { name: instead })}</p>`}
      <div class="stack tight">
        <${Floor} place=${place} />
        <${Sitting} place=${place} />
        <${Noting} place=${place} />
      </div>
    </section>
  `;
}

/** The chair gives the floor by the floor's own action. @param {{ place: Place }} props */
function Floor({ place: { state, speaker } }) {
  const room = useRoom();
  if (!speaker || !room.may("floor.run")) return null;
  if (state === "speaking") {
    return html`<button type="button" class="button" data-test="seat-end" onClick=${() => room.act("floor.end", { id: speaker })}><${Icon} name="square" />${t("End the speech")}</button>`;
  }
  return html`<button type="button" class="button primary" data-test="seat-call" onClick=${() => room.act("floor.call", { id: speaker })}><${Icon} name="mic" />${t("Call to speak")}</button>`;
}

/** Whoever sits down is here. @param {{ place: Place }} props */
function Sitting({ place: { label, person } }) {
  const room = useRoom();
  const me = room.viewer.person;
  const present = useRecord(`attendance/${me}`)?.present ?? false;
  const ended = useRecord(`meetings/${room.boot.meeting}`)?.state === "ended";
  const mine = person === me;
  if (ended || !room.may("seats.sit") || (person && !mine) || (mine && present)) return null;
  const sit = () => {
    if (!mine) room.act("seats.sit", { seat: label });
    if (!present) room.act("attendance.check_in", { how: "seat" });
  };
  const words = mine ? t("I sit here: check in") : present ? t("I sit here") : t("I sit here: take the seat and check in");
  return html`<button type="button" class="button primary" data-test="sit-here" onClick=${sit}><${Icon} name="armchair" />${words}</button>`;
}

/** The secretary notes for somebody that they are here, or not. @param {{ place: Place }} props */
function Noting({ place: { person } }) {
  const room = useRoom();
  const present = useRecord(`attendance/${person ?? ""}`)?.present ?? false;
  if (!person || !room.may("attendance.mark")) return null;
  const mark = () => room.act("attendance.mark", { person, present: !present });
  return html`<button type="button" class="button" data-test="seat-mark" onClick=${mark}><${Icon} name=${present ? "user-x" : "user-check"} />${present ? t("Note as absent") : t("Note as present")}</button>`;
}
