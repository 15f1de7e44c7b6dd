/** Asking the members: until when, and who will see what they say. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { fromField, toField } from "kernel/time.js";

const DAY_MS = 86_400_000;

/** @param {{ close: () => void }} props */
export function CallForm({ close }) {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const call = useRecord("position_calls/now");
  const promised = useRecords("positions").length > 0;
  const [problem, setProblem] = useState("");
  const first = call?.closes_at ?? Math.max(room.serverNow() + DAY_MS / 24, (meeting?.starts_at ?? 0) - DAY_MS);
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const closes_at = fromField(String(data.get("closes_at")));
    if (Number.isNaN(closes_at)) return setProblem(t("Please choose a day and a time."));
    const told = promised && call ? { seen: call.seen, named: call.named } : { seen: data.get("seen"), named: data.has("named") };
    const { error } = await room.act("positions.call", { closes_at, ...told });
    if (error) return setProblem(error.message ?? error.code);
    close();
  };
  return html`
    <form class="poll-card stack" onSubmit=${send} data-test="call-form">
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <label class="field"><span class="label">${t("Positions until")}</span><input type="datetime-local" name="closes_at" required defaultValue=${toField(first)} /></label>
      <fieldset class="choices column" disabled=${promised}>
        <legend class="label">${t("What other members see of them")}</legend>
        <label class="choice"><input type="radio" name="seen" value="never" defaultChecked=${call?.seen !== "opened"} />${t("Nothing")}</label>
        <label class="choice"><input type="radio" name="seen" value="opened" defaultChecked=${call?.seen === "opened"} />${t("All of them, once the item is opened")}</label>
        <label class="choice"><input type="checkbox" name="named" defaultChecked=${call?.named ?? true} />${t("Everybody sees who pulls an item out")}</label>
      </fieldset>
      ${promised && html`<p class="quiet-text small-text">${t("Members have answered, and were told who sees it: that stays.")}</p>`}
      <div class="row apart">
        <button type="button" class="button quiet" onClick=${close}>${t("Cancel")}</button>
        <button type="submit" class="button primary" data-test="send-call"><${Icon} name="send" />${call ? t("Save") : t("Ask the members")}</button>
      </div>
    </form>
  `;
}
