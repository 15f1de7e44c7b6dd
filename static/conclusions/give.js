/** Giving a task, in the meeting. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { endOfDay } from "conclusions/words.js";

const EMPTY = { text: "", unit: "", helpers: "", day: "" };

/** @param {{ item: string | null }} props */
export function GiveTask({ item }) {
  const room = useRoom();
  const units = [...new Set([...useRecords("participants").map(({ unit }) => unit), ...useRecords("tasks").map(({ unit }) => unit)])].filter(Boolean).sort();
  const [typed, setTyped] = useState(EMPTY);
  const [problem, setProblem] = useState("");
  const field = (/** @type {keyof typeof EMPTY} */ name) => ({ value: typed[name], onInput: (/** @type {any} */ { target }) => setTyped((before) => ({ ...before, [name]: target.value })) });
  const give = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { text, unit, helpers, day } = typed;
    if (!text.trim() || !unit.trim()) return;
    setTyped(EMPTY);
    const others = helpers.split(";").map((one) => one.trim()).filter(Boolean);
    const { error } = await room.act("tasks.give", { id: newId(), item, text, unit, helpers: others, deadline_at: endOfDay(day) });
    setProblem(error ? (error.message ?? error.code) : "");
    // What was not taken is given back, unless something else is being written already.
    if (error) setTyped((now) => (now.text ? now : typed));
  };
  return html`
    <form class="stack" onSubmit=${give}>
      <div class="field"><label for="give-text">${t("What is to be done")}</label><textarea id="give-text" rows="2" maxlength="2000" required ...${field("text")}></textarea></div>
      <div class="field"><label for="give-unit">${t("Unit in charge")}</label><input id="give-unit" list="give-units" maxlength="200" required autocomplete="off" ...${field("unit")} /></div>
      <datalist id="give-units">${units.map((unit) => html`<option key=${unit} value=${unit}></option>`)}</datalist>
      <div class="field"><label for="give-helpers">${t("Units taking part (with ; between)")}</label><input id="give-helpers" maxlength="2000" autocomplete="off" ...${field("helpers")} /></div>
      <div class="field"><label for="give-day">${t("Due by")}</label><input id="give-day" type="date" ...${field("day")} /></div>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <div class="row"><button class="button primary" data-test="give-task"><${Icon} name="plus" />${t("Give the task")}</button></div>
    </form>
  `;
}
