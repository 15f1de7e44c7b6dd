/** Calling for help: one quiet button in the bar; behind it what there is to call for, and how one's own calls stand. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { Dialog } from "live/dialog.js";
import { isOpen, kindSign, kindWord } from "messages/words.js";

/** @typedef {import("kernel/types.js").Call} Call */

const LONGEST_NOTE = 200;

export function CallButton() {
  const room = useRoom();
  const [asking, ask] = useState(false);
  const mine = useMine();
  if (!room.may("messages.call")) return null;
  const words = t("Call for help");
  return html`
    <button type="button" class="icon-button call-button" aria-label=${words} title=${words} data-test="call-for-help" onClick=${() => ask(true)}>
      <${Icon} name="bell" />${mine.length > 0 && html`<span class="count numbers" aria-hidden="true">${mine.length}</span>`}
    </button>
    ${asking && html`<${CallDialog} mine=${mine} close=${() => ask(false)} />`}
  `;
}

/** My calls that are not done, the oldest first. @returns {Call[]} */
export function useMine() {
  const me = useRoom().viewer.person;
  return useRecords("calls").filter((call) => call.person === me && isOpen(call)).sort((a, b) => a.position - b.position);
}

/** @param {{ mine: Call[], close: () => void }} props */
function CallDialog({ mine, close }) {
  const room = useRoom();
  const [note, setNote] = useState("");
  const offered = useRecord("help/now")?.kinds ?? [];
  const pending = room.pending.filter(({ name }) => name === "messages.call").map(({ args }) => args);
  const called = [...mine, ...pending].map(({ kind }) => kind);
  const call = (/** @type {string} */ kind) => {
    room.act("messages.call", { id: newId(), kind, note: note.trim() });
    setNote("");
  };
  return html`
    <${Dialog} title=${t("What do you need?")} close=${close}>
      <div class="call-kinds" data-test="call-kinds">
        ${offered.map((kind) => html`
          <button type="button" class="button large" key=${kind} disabled=${called.includes(kind)} onClick=${() => call(kind)}>
            <${Icon} name=${kindSign(kind)} />${kindWord(kind)}
          </button>
        `)}
      </div>
      <div class="field">
        <label for="call-note">${t("A word about it (may be left empty)")}</label>
        <input id="call-note" maxlength=${LONGEST_NOTE} autocomplete="off" value=${note} onInput=${(/** @type {any} */ { target }) => setNote(target.value)} />
      </div>
      <div role="status" data-test="my-calls" hidden=${!mine.length && !pending.length}>
        <ul class="list boxed">
          ${mine.map((one) => html`<${Mine} key=${one.id} call=${one} />`)}
          ${pending.filter(({ id }) => !mine.some((one) => one.id === id)).map(({ id, kind }) => html`<${Unsent} key=${id} kind=${kind} />`)}
        </ul>
      </div>
    <//>
  `;
}

/** @param {{ call: Call }} props */
function Mine({ call }) {
  const room = useRoom();
  const name = useRecord(`participants/${call.taken_by ?? ""}`)?.name ?? "";
  const words = call.state === "taken" ? t("{name} is on the way.", { name }) : t("The secretary has been called.");
  return html`
    <li class="row apart">
      <span class="stack tight"><strong><${Icon} name=${kindSign(call.kind)} /> ${kindWord(call.kind)}</strong><span class=${call.state === "taken" ? "ok-text" : "quiet-text"}>${words}</span></span>
      <button type="button" class="button quiet" onClick=${() => room.act("messages.withdraw", { id: call.id })}>${t("No longer needed")}</button>
    </li>
  `;
}

/** @param {{ kind: string }} props */
function Unsent({ kind }) {
  const online = useRoom().connection.state === "online";
  return html`<li><strong>${kindWord(kind)}</strong> <span class="quiet-text">${online ? t("Sending…") : t("Not sent yet: no connection. It will be sent again by itself.")}</span></li>`;
}
