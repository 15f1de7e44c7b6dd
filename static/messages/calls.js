/** For the secretary: who calls for what, from where, and who sees to it. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { officeOf } from "floor/words.js";
import { isOpen, kindSign, kindWord } from "messages/words.js";
import { Offer } from "messages/offer.js";

/** @typedef {import("kernel/types.js").Call} Call */

export function CallsPanel() {
  const room = useRoom();
  const calls = useRecords("calls").filter(isOpen).sort((a, b) => a.position - b.position);
  if (!room.may("messages.serve")) return null;
  return html`
    <section class="calls-panel stack" aria-labelledby="calls-title" data-test="calls">
      <header class="row apart">
        <h2 id="calls-title">${t("Calls for help")}</h2>
        ${calls.length > 0 && html`<span class="chip warn numbers">${calls.length}</span>`}
      </header>
      ${calls.length ? html`<ul class="list">${calls.map((call) => html`<${Line} key=${call.id} call=${call} />`)}</ul>` : html`<p class="quiet-text">${t("Nobody is calling.")}</p>`}
      <${Offer} />
    </section>
  `;
}

/** @param {{ call: Call }} props */
function Line({ call }) {
  const room = useRoom();
  const person = useRecord(`participants/${call.person}`);
  const taker = useRecord(`participants/${call.taken_by ?? ""}`)?.name ?? "";
  const seat = useSeat(call.person);
  const taken = call.state === "taken";
  return html`
    <li class="call ${taken ? "taken" : ""}" data-test="call">
      <${Icon} name=${kindSign(call.kind)} />
      <span class="who">
        <strong>${person?.name}</strong>
        <span class="office">${[seat && t("Seat {seat}", { seat }), officeOf(person)].filter(Boolean).join(" · ")}</span>
        <span>${kindWord(call.kind)}${call.note && html`: <q>${call.note}</q>`}</span>
        <span class="quiet-text small-text numbers">${clockTime(call.at)}${taken && ` · ${t("{name} is on the way.", { name: taker })}`}</span>
      </span>
      <span class="commands">
        ${!taken && html`<button type="button" class="button primary" onClick=${() => room.act("messages.take", { id: call.id })}>${t("I see to it")}</button>`}
        <button type="button" class="button" onClick=${() => room.act("messages.close", { id: call.id })}><${Icon} name="check" />${t("Done")}</button>
      </span>
    </li>
  `;
}

/** Where somebody sits, if the meeting knows. @param {string} person */
function useSeat(person) {
  return useRecords("seats").find((seat) => seat.person === person)?.seat;
}
