/** Whether enough members are here, with the arithmetic that the server has said. */
import { locale, t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

export function QuorumLine() {
  const quorum = useRecord("quorum/now");
  if (!quorum) return null;
  const tone = quorum.met === null ? "" : quorum.met ? "ok" : "warn";
  const sentence = quorum.sentences[locale()] ?? quorum.sentences.en;
  return html`
    <p class="quorum notice ${tone}" data-test="quorum">
      <${Icon} name=${quorum.met === null ? "users" : quorum.met ? "circle-check" : "circle-alert"} /><span>${sentence}</span>
    </p>
  `;
}

/** The desk's ways: who may check in how, the page at the door, the list. */
export function DeskWays() {
  const room = useRoom();
  const ways = useRecord("checking/now");
  const ended = useRecord(`meetings/${room.boot.meeting}`)?.state === "ended";
  if (!room.may("attendance.report")) return null;
  const set = (/** @type {Partial<import("kernel/types.js").Checking>} */ change) => ways && room.act("attendance.set_ways", { ...ways, ...change });
  return html`
    <div class="desk-ways stack tight">
      <div class="row tight">
        <a class="button" href=${`/meetings/${room.boot.meeting}/attendance`}><${Icon} name="list" />${t("Attendance list")}</a>
        ${room.may("attendance.show_door") && !ended &&
        html`<a class="button" href=${`/meetings/${room.boot.meeting}/door`} target="_blank" rel="noopener"><${Icon} name="qr-code" />${t("Code for the door")}</a>`}
      </div>
      ${ways && room.may("attendance.mark") && !ended && html`
        <label class="choice"><input type="checkbox" checked=${!ways.tap} onChange=${() => set({ tap: !ways.tap })} /> ${t("Check in only with the code at the door")}</label>
        <label class="choice"><input type="checkbox" checked=${ways.afar} onChange=${() => set({ afar: !ways.afar })} /> ${t("Taking part from afar is allowed")}</label>
        ${ways.afar && html`<label class="choice"><input type="checkbox" checked=${ways.counted} onChange=${() => set({ counted: !ways.counted })} /> ${t("Members who take part from afar count for the quorum")}</label>`}
      `}
    </div>
  `;
}
