/** The displays of the room, for the desk: which there are, what each shows now, and what it is to show. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { CodeDialog } from "displays/code.js";
import { PinForm } from "displays/pin_form.js";
import { asSeenBy, useShownOn } from "displays/shown.js";
import { sceneSign, sceneWords } from "displays/words.js";

/** @typedef {import("kernel/types.js").Participant} Participant */
/** @typedef {{ book: import("live/follow.js").Book }} Props */

const LONGEST_NAME = 80;

/** @param {Props} props */
export function DisplaysPanel({ book }) {
  const room = useRoom();
  const displays = useRecords("participants").filter(({ role }) => role === "display").sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const ended = useRecord(`meetings/${room.boot.meeting}`)?.state === "ended";
  if (!room.may("displays.run") || ended) return null;
  const connected = displays.filter(({ person }) => room.online.has(person)).length;
  return html`
    <section class="displays-panel" data-test="displays">
      <details class="fold">
        <summary><${Icon} name="chevron-right" /><span>${t("Room displays")}</span><span class="chip numbers">${t("{n} of {total} connected", { n: connected, total: displays.length })}</span></summary>
        <div class="stack">
          ${displays.length > 0 && html`<ul class="list">${displays.map((one) => html`<${Display} key=${one.person} display=${one} book=${book} />`)}</ul>`}
          <${AddDisplay} />
        </div>
      </details>
    </section>
  `;
}

/** @param {{ display: Participant } & Props} props */
function Display({ display, book }) {
  const room = useRoom();
  const { person, name } = display;
  const [open, setOpen] = useState(/** @type {"code" | "more" | null} */ (null));
  const pin = useRecord(`displays/${person}`);
  const people = useRecords("participants");
  const shown = asSeenBy(useShownOn(person), person, useRecords("restrictions"));
  const online = room.online.has(person);
  const nameOf = (/** @type {string | null} */ one) => people.find((other) => other.person === one)?.name ?? "";
  return html`
    <li class="display-line" data-test="display-line">
      <p class="who">
        <span class="dot ${online ? "online" : ""}"><span class="visually-hidden">${online ? t("Connected") : t("Not connected")}</span></span>
        <strong>${name}</strong>
        <span class="chip ${pin ? "warn" : "ok"}"><${Icon} name=${pin ? "map-pin" : "presentation"} />${pin ? t("Pinned") : t("Follows")}</span>
      </p>
      <p class="shows" data-test="display-shows"><${Icon} name=${sceneSign(shown)} /><span>${sceneWords(shown, nameOf)}</span></p>
      <${PinForm} display=${display} pin=${pin} book=${book} />
      <p class="row tight">
        ${room.may("people.invite") && html`<button type="button" class="button quiet" data-test="display-code" onClick=${() => setOpen("code")}><${Icon} name="qr-code" />${t("Code")}</button>`}
        ${room.may("people.invite") && html`
          <button type="button" class="button quiet" aria-expanded=${open === "more"} onClick=${() => setOpen(open === "more" ? null : "more")}><${Icon} name="pencil" />${t("Name")}</button>
        `}
      </p>
      ${open === "more" && html`<${Rename} display=${display} close=${() => setOpen(null)} />`}
      ${open === "code" && html`<${CodeDialog} display=${display} close=${() => setOpen(null)} />`}
    </li>
  `;
}

/** @param {{ display: Participant, close: () => void }} props */
function Rename({ display, close }) {
  const room = useRoom();
  const [name, setName] = useState(display.name);
  const rename = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (name.trim() && name.trim() !== display.name) room.act("displays.rename", { id: display.person, name: name.trim() });
    close();
  };
  return html`
    <form class="row one-line" onSubmit=${rename}>
      <input class="control grow" aria-label=${t("Name of the display")} maxlength=${LONGEST_NAME} autocomplete="off" value=${name}
             onInput=${(/** @type {any} */ { target }) => setName(target.value)} />
      <button class="button">${t("Save")}</button>
      <button type="button" class="button danger" onClick=${() => (room.act("meetings.remove_participant", { person: display.person }), close())}>${t("Remove")}</button>
    </form>
  `;
}

/** A display is made with its name; its code is shown at once. */
function AddDisplay() {
  const room = useRoom();
  const [name, setName] = useState("");
  const [made, setMade] = useState(/** @type {Pick<Participant, "person" | "name"> | null} */ (null));
  const add = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const [id, words] = [newId(), name.trim()];
    if (!words) return;
    setName("");
    const { ok } = await room.act("displays.add", { id, name: words });
    if (ok && room.may("people.invite")) setMade({ person: id, name: words });
  };
  return html`
    <form class="row one-line" onSubmit=${add}>
      <input class="control grow" aria-label=${t("Name of the display")} placeholder=${t("Another display")} maxlength=${LONGEST_NAME} autocomplete="off"
             value=${name} onInput=${(/** @type {any} */ { target }) => setName(target.value)} />
      <button class="button" data-test="add-display"><${Icon} name="plus" />${t("Add")}</button>
    </form>
    ${made && html`<${CodeDialog} display=${made} close=${() => setMade(null)} />`}
  `;
}
