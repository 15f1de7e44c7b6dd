/** Help in one tap, beside what else a member can do: what there is to call for, and how one's own calls stand. */
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { useMine } from "messages/call.js";
import { kindSign, kindWord } from "messages/words.js";

/** @typedef {import("kernel/types.js").Call} Call */

export function HelpRow() {
  const room = useRoom();
  const mine = useMine();
  const offered = useRecord("help/now")?.kinds ?? [];
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  if (!room.may("messages.call") || meeting?.state === "ended" || !offered.length) return null;
  const sending = room.pending.filter(({ name, args }) => name === "messages.call" && !mine.some(({ id }) => id === args.id));
  return html`
    <div class="help-row" role="group" aria-label=${t("Help")} data-test="help-row">
      ${offered.map((kind) => html`
        <${Help} key=${kind} kind=${kind} call=${mine.find((call) => call.kind === kind)} sending=${sending.some(({ args }) => args.kind === kind)} />
      `)}
    </div>
  `;
}

/** A touch calls; another one says that it is no longer needed. @param {{ kind: string, call: Call | undefined, sending: boolean }} props */
function Help({ kind, call, sending }) {
  const room = useRoom();
  const touch = () => (call ? room.act("messages.withdraw", { id: call.id }) : room.act("messages.call", { id: newId(), kind, note: "" }));
  return html`
    <button type="button" class="button" aria-pressed=${call ? "true" : "false"} disabled=${sending && !call} data-test=${`help-${kind}`} onClick=${touch}>
      <${Icon} name=${kindSign(kind)} />
      <span class="words"><span>${kindWord(kind)}</span>${(call || sending) && html`<small role="status">${stateWords(call)}</small>`}</span>
    </button>
  `;
}

/** @param {Call | undefined} call */
function stateWords(call) {
  if (!call) return t("Sending…");
  return call.state === "taken" ? t("Somebody is on the way") : t("Called. Touch again to take it back");
}
