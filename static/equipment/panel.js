/** The room's devices, for chair and secretary: the scene in one tap, how the devices are, and whose units they are. */
import { useEffect, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { RoomForm } from "equipment/room_form.js";
import { Units } from "equipment/units.js";
import { sceneWord, SCENES } from "equipment/words.js";

export function EquipmentPanel() {
  const room = useRoom();
  const equipment = useRecord("equipment/now");
  if (!room.boot.devices || !room.may("equipment.scene")) return null;
  return html`
    <section class="equipment-panel" data-test="equipment">
      <details class="fold">
        <summary><${Icon} name="chevron-right" /><span>${t("Room devices")}</span><${Health} inUse=${Boolean(equipment?.room)} /></summary>
        <div class="stack">
          <${Scenes} scene=${equipment?.scene ?? null} />
          ${room.may("equipment.set") && html`<${RoomForm} equipment=${equipment} /><${Units} />`}
        </div>
      </details>
    </section>
  `;
}

/** What the server says every few seconds; until then nothing is claimed. @param {{ inUse: boolean }} props */
function Health({ inUse }) {
  const room = useRoom();
  const [said, hear] = useState(/** @type {{ up: boolean, devices: number, faults: string[] } | null} */ (null));
  useEffect(() => room.on("equipment", (body) => hear(body)), [room]);
  if (!inUse) return html`<span class="chip">${t("No room chosen")}</span>`;
  if (!said) return null;
  if (!said.up) return html`<span class="chip danger"><${Icon} name="wifi-off" />${t("The broker is away")}</span>`;
  if (said.faults.length) return html`<span class="chip warn"><${Icon} name="triangle-alert" />${t("Look at {devices}", { devices: said.faults.join(", ") })}</span>`;
  return html`<span class="chip ok"><${Icon} name="check" />${t("{n} devices", { n: said.devices })}</span>`;
}

/** @param {{ scene: string | null }} props */
function Scenes({ scene }) {
  const room = useRoom();
  const set = (/** @type {string | null} */ chosen) => room.act("equipment.set_scene", { scene: chosen });
  return html`
    <fieldset class="stack tight">
      <legend>${t("Light, sound, climate")}</legend>
      <div class="row tight">
        <button type="button" class="button" aria-pressed=${scene === null} onClick=${() => set(null)}>${t("By the meeting")}</button>
        ${SCENES.map((one) => html`
          <button type="button" class="button" key=${one} aria-pressed=${one === scene} onClick=${() => set(one)}>${sceneWord(one)}</button>
        `)}
      </div>
    </fieldset>
  `;
}
