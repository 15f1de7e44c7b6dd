import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Dialog } from "live/dialog.js";
import { fits } from "presenting/people.js";

/** @typedef {import("kernel/types.js").Participant} Participant */

const PRESENT = ["chair", "secretary", "member", "guest"];

/** Who shall present: those who are here stand first. @param {{ close: () => void }} props */
export function HandOver({ close }) {
  const room = useRoom();
  const [typed, type] = useState("");
  const people = useRecords("participants").filter(({ person, role }) => PRESENT.includes(role) && person !== room.viewer.person);
  const found = people.filter(({ name }) => fits(name, typed));
  const here = (/** @type {Participant} */ { person }) => Number(room.online.has(person));
  const sorted = found.sort((a, b) => here(b) - here(a) || a.name.localeCompare(b.name));
  const give = (/** @type {Participant} */ { person }) => (room.act("presenting.hand_over", { person }), close());
  return html`
    <${Dialog} title=${t("Who shall present?")} close=${close}>
      <p class="quiet-text">${t("They show pages to everybody until you take the presenting back.")}</p>
      <label class="stack">${t("Name")}<input class="control" type="search" autocomplete="off" value=${typed}
        onInput=${(/** @type {any} */ { target }) => type(target.value)} /></label>
      <ul class="list boxed people-list">
        ${sorted.map((one) => html`<${Person} key=${one.person} one=${one} here=${here(one) > 0} give=${() => give(one)} />`)}
      </ul>
    <//>
  `;
}

/** @param {{ one: Participant, here: boolean, give: () => void }} props */
function Person({ one, here, give }) {
  return html`
    <li class="row apart">
      <span>
        <strong>${one.name}</strong> <span class="quiet-text">${one.title}</span>
        ${!here && html` <span class="chip"><${Icon} name="wifi-off" />${t("Not connected")}</span>`}
      </span>
      <button type="button" class="button" aria-label=${t("Hand over to {name}", { name: one.name })} onClick=${give}>
        <${Icon} name="presentation" />${t("Hand over")}
      </button>
    </li>
  `;
}
