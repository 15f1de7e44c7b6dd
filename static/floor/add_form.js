/** Chair and secretary put somebody on a list. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { fits } from "floor/queue.js";
import { kindWord, officeOf } from "floor/words.js";
import { Dialog } from "live/dialog.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

/** @type {Speaker["kind"][]} */
const KINDS = ["contribution", "pro", "contra", "question", "interposed", "intervention", "point_of_order", "answer"];

/** @param {{line: import("floor/queue.js").Line, hall: ReturnType<typeof import("floor/hall.js").useHall>, close: () => void}} props */
export function AddForm({ line, hall, close }) {
  const room = useRoom();
  const people = useRecords("participants").filter(({ role }) => role !== "display" && role !== "auditor").sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const questions = hall.speakers.filter(({ kind, queue }) => ["question", "interposed"].includes(kind) && queue === line.id);
  const kinds = KINDS.filter((kind) => (kind === "answer" ? questions.length > 0 : fits(kind, line.id)));
  const [kind, setKind] = useState(kinds[0]);
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const under = kind === "answer" ? { under: form.get("under") } : {};
    void room.act("floor.add", { id: newId(), person: form.get("person"), kind, subject: String(form.get("subject")).trim(), queue: line.id, ...under });
    close();
  };
  return html`
    <${Dialog} title=${t("Add somebody to the queue")} close=${close}>
      <form class="stack" onSubmit=${add} data-test="add-form">
        <div class="field">
          <label for="add-person">${t("Person")}</label>
          <select id="add-person" name="person" required>
            ${people.map((one) => html`<option key=${one.person} value=${one.person}>${[one.name, officeOf(one)].filter(Boolean).join(" – ")}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="add-kind">${t("Kind of request")}</label>
          <select id="add-kind" onChange=${(/** @type {any} */ event) => setKind(event.target.value)}>
            ${kinds.map((one) => html`<option key=${one} value=${one} selected=${one === kind}>${kindWord(one)}</option>`)}
          </select>
        </div>
        ${kind === "answer" && html`<${UnderField} questions=${questions} />`}
        <div class="field">
          <label for="add-subject">${t("Subject (may be left empty)")}</label>
          <input id="add-subject" name="subject" maxlength="200" autocomplete="off" />
        </div>
        <div class="row apart">
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
          <button type="submit" class="button primary" data-test="add-to-queue"><${Icon} name="plus" />${t("Add")}</button>
        </div>
      </form>
    <//>
  `;
}

/** @param {{questions: Speaker[]}} props */
function UnderField({ questions }) {
  const people = useRecords("participants");
  const nameOf = (/** @type {Speaker} */ one) => people.find(({ person }) => person === one.person)?.name ?? "";
  return html`
    <div class="field">
      <label for="add-under">${t("Question of")}</label>
      <select id="add-under" name="under">
        ${questions.map((one) => html`<option key=${one.id} value=${one.id}>${[nameOf(one), one.subject].filter(Boolean).join(": ")}</option>`)}
      </select>
    </div>
  `;
}
