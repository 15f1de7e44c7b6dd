/** Whose units and cards they are in this meeting, for the secretary. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @typedef {import("kernel/types.js").Participant} Participant */

export function Units() {
  const units = useRecords("units").sort((a, b) => a.unit.localeCompare(b.unit, "vi", { numeric: true }));
  const cards = useRecords("cards");
  const people = useRecords("participants").filter(({ role }) => !["display", "auditor"].includes(role)).sort((a, b) => a.name.localeCompare(b.name, "vi"));
  return html`
    <details class="fold">
      <summary><${Icon} name="chevron-right" />${t("Units and cards: {n}", { n: units.length + cards.length })}</summary>
      <div class="stack">
        <ul class="list">
          ${units.map(({ unit, person }) => html`<${Given} key=${unit} label=${unit} person=${person} people=${people} />`)}
        </ul>
        <${Give} people=${people} action="equipment.give_unit" field="unit" label=${t("Unit, as it is marked")} word=${t("Give the unit")} longest=${32} />
        <${Give} people=${people} action="equipment.give_card" field="card" label=${t("Number of the card")} word=${t("Give the card")} longest=${120} />
        <p class="quiet-text small-text">${t("Units at seats with the same name need not be given: whoever sits there has them. Of a card only a fingerprint is kept.")}</p>
      </div>
    </details>
  `;
}

/** @param {{ label: string, person: string, people: Participant[] }} props */
function Given({ label, person, people }) {
  const room = useRoom();
  return html`
    <li class="row apart">
      <span><strong>${label}</strong> ${people.find((one) => one.person === person)?.name ?? ""}</span>
      <button type="button" class="button quiet" onClick=${() => room.act("equipment.give_unit", { unit: label, person: null })}>${t("Take back")}</button>
    </li>
  `;
}

/** @param {{ people: Participant[], action: string, field: string, label: string, word: string, longest: number }} props */
function Give({ people, action, field, label, word, longest }) {
  const room = useRoom();
  const [name, setName] = useState("");
  const [person, setPerson] = useState("");
  const [problem, setProblem] = useState("");
  const give = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act(action, { [field]: name.trim(), person });
    setProblem(error ? (error.message ?? error.code) : "");
    if (!error) (setName(""), setPerson(""));
  };
  return html`
    <form class="row ends" onSubmit=${give}>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <label class="field grow">
        <span class="label">${label}</span>
        <input class="control" required maxlength=${longest} autocomplete="off" value=${name} onInput=${(/** @type {any} */ { target }) => setName(target.value)} />
      </label>
      <label class="field grow">
        <span class="label">${t("Person")}</span>
        <select class="control" required value=${person} onChange=${(/** @type {any} */ { target }) => setPerson(target.value)}>
          <option value="">${t("Choose…")}</option>
          ${people.map((one) => html`<option key=${one.person} value=${one.person}>${one.name}</option>`)}
        </select>
      </label>
      <button class="button">${word}</button>
    </form>
  `;
}
