/** Which room's devices follow the meeting, and how its microphones open. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @typedef {import("kernel/types.js").Equipment} Equipment */

const NOTHING = { room: "", automatic: true, ways: { mode: "request", most: 1, override: false } };

/** @param {{ equipment: Equipment | undefined }} props */
export function RoomForm({ equipment }) {
  const room = useRoom();
  const [problem, setProblem] = useState("");
  const { room: name, automatic, ways } = equipment ?? NOTHING;
  // Whatever is left as it is shows what holds now; the form is read when it is sent.
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const [mode, override] = String(form.get("mode")).split("+");
    const wish = { room: String(form.get("room")).trim(), mode, override: Boolean(override), most: Number(form.get("most")), automatic: form.has("automatic") };
    const { error } = await room.act("equipment.use_room", wish);
    setProblem(error ? (error.message ?? error.code) : "");
  };
  const mode = ways.mode === "direct" && ways.override ? "direct+override" : ways.mode;
  const modes = [
    { value: "request", words: t("Opened by the floor") },
    { value: "direct", words: t("Opened by one's own key") },
    { value: "direct+override", words: t("By key; the oldest gives way") },
  ];
  return html`
    <form class="stack" onSubmit=${send} key=${JSON.stringify([name, automatic, ways])}>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <div class="row ends">
        <div class="field grow">
          <label for="equipment-room">${t("Room, as the devices call it")}</label>
          <input id="equipment-room" name="room" maxlength="32" autocomplete="off" defaultValue=${name} placeholder="hall-1" />
        </div>
        <div class="field short">
          <label for="equipment-most">${t("Open at once")}</label>
          <input id="equipment-most" name="most" type="number" min="1" max="20" defaultValue=${ways.most} />
        </div>
      </div>
      <div class="field">
        <label for="equipment-mode">${t("Microphones")}</label>
        <select id="equipment-mode" name="mode" defaultValue=${mode}>
          ${modes.map(({ value, words }) => html`<option key=${value} value=${value} selected=${value === mode}>${words}</option>`)}
        </select>
      </div>
      <label class="choice"><input type="checkbox" name="automatic" defaultChecked=${automatic} />${t("Scenes follow the meeting")}</label>
      <div class="row"><button class="button"><${Icon} name="check" />${t("Use these devices")}</button></div>
    </form>
  `;
}
