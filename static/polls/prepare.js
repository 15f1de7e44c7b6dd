/** Preparing a vote: the question, whether it is named or secret, and the rule. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { presetWords } from "polls/words.js";

/** @typedef {import("kernel/types.js").Rule["preset"]} Preset */

/** @type {Preset[]} */
const PRESETS = ["people_committee", "majority_cast", "two_thirds_all"];
const QUESTION_LENGTH = 1000;

/** @param {HTMLFormElement} form @param {string} id @returns {Record<string, any>} the arguments of polls.prepare */
function argumentsOf(form, id) {
  const data = new FormData(form);
  const item = data.get("item");
  return {
    id,
    ...(item ? { item } : {}),
    question: String(data.get("question")).trim(),
    secret: data.get("secrecy") === "secret",
    preset: data.get("preset"),
  };
}

/** @param {{live: boolean, close: () => void}} props */
export function Prepare({ live, close }) {
  const room = useRoom();
  const [id] = useState(newId);
  const busy = room.pending.some(({ name, args }) => name === "polls.prepare" && args.id === id);
  const prepare = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act("polls.prepare", argumentsOf(/** @type {HTMLFormElement} */ (event.target), id));
    if (error) return;
    if (event.submitter?.dataset.then === "open") room.act("polls.open", { id });
    close();
  };
  return html`
    <form class="poll-card prepare stack" onSubmit=${prepare} data-test="prepare-form">
      <div class="field">
        <label for="poll-question-text">${t("Question put to the vote")}</label>
        <textarea id="poll-question-text" name="question" required maxlength=${QUESTION_LENGTH}></textarea>
      </div>
      <${ItemField} />
      <${SecrecyField} />
      <${MajorityField} />
      <div class="row">
        <button type="button" class="button quiet" onClick=${close}>${t("Cancel")}</button>
        <button type="submit" class="button" disabled=${busy} data-test="prepare-only">${t("Prepare")}</button>
        ${live &&
        html`
          <button type="submit" class="button primary" disabled=${busy} data-then="open" data-test="prepare-and-open">
            <${Icon} name="play" />${t("Prepare and open")}
          </button>
        `}
      </div>
    </form>
  `;
}

function ItemField() {
  const items = useRecords("items").filter(({ state }) => state !== "closed");
  const ordered = items.sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
  return html`
    <div class="field">
      <label for="poll-item">${t("Agenda item")}</label>
      <select id="poll-item" name="item">
        <option value="">${t("None: about the meeting itself")}</option>
        ${ordered.map(
          ({ id, number, title, state }) => html`<option key=${id} value=${id} selected=${state === "open"}>${number}. ${title}</option>`,
        )}
      </select>
    </div>
  `;
}

function SecrecyField() {
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${t("Kind of vote")}</legend>
      <label class="choice"><input type="radio" name="secrecy" value="named" defaultChecked />${t("Named vote")}</label>
      <label class="choice"><input type="radio" name="secrecy" value="secret" />${t("Secret vote")}</label>
    </fieldset>
  `;
}

/** A narrow list cuts its lines off, so the chosen rule is said in full beneath. */
function MajorityField() {
  const [chosen, choose] = useState(PRESETS[0]);
  return html`
    <div class="field">
      <label for="poll-preset">${t("Majority needed")}</label>
      <select
        id="poll-preset"
        name="preset"
        aria-describedby="poll-preset-words"
        onChange=${(/** @type {any} */ event) => choose(event.target.value)}
      >
        ${PRESETS.map((preset) => html`<option key=${preset} value=${preset}>${presetWords(preset)}</option>`)}
      </select>
      <p class="hint" id="poll-preset-words">${presetWords(chosen)}</p>
    </div>
  `;
}
