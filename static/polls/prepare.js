/** Preparing a vote: the question and what answers it, whether it is named or secret, who votes, and the rule. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { ElectorateField, electorateIn } from "polls/electorate_field.js";
import { HoldersField, keysIn } from "polls/holders_field.js";
import { MajorityField, majorityIn } from "polls/majority_field.js";
import { ShapeField, shapeIn } from "polls/shape_field.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const QUESTION_LENGTH = 1000;
const WAYS = ["live", "changeable", "by_hand", "straw"];

/** @param {HTMLFormElement} form @param {string} id @param {string|null|undefined} repeats @returns {Record<string, any>} the arguments of polls.prepare */
function argumentsOf(form, id, repeats) {
  const data = new FormData(form);
  const item = data.get("item");
  return {
    id,
    ...(item ? { item } : {}),
    ...(repeats ? { repeats } : {}),
    question: String(data.get("question")).trim(),
    secret: data.get("secrecy") === "secret",
    analog: data.get("secrecy") === "analog",
    shape: shapeIn(data),
    ways: Object.fromEntries(WAYS.filter((way) => data.has(way)).map((way) => [way, true])),
    electorate: electorateIn(data),
    ...majorityIn(data),
    ...keysIn(data),
  };
}

/** @param {{live: boolean, like: Partial<Poll>, close: () => void}} props like: a vote that is held again, or nothing */
export function Prepare({ live, like, close }) {
  const room = useRoom();
  const [id] = useState(newId);
  const [problem, setProblem] = useState("");
  const [kind, setKind] = useState(like.secret ? "secret" : like.analog ? "analog" : "named");
  const [form, setForm] = useState(like.shape?.form ?? "motion");
  const [shared, share] = useState(false);
  const waitsForKeys = kind === "secret" && shared;
  const busy = room.pending.some(({ name, args }) => name === "polls.prepare" && args.id === id);
  const prepare = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act("polls.prepare", argumentsOf(/** @type {HTMLFormElement} */ (event.target), id, like.repeats));
    if (error) return setProblem(error.message ?? error.code);
    if (event.submitter?.dataset.then === "open") room.act("polls.open", { id });
    close();
  };
  return html`
    <form class="poll-card prepare stack" onSubmit=${prepare} data-test="prepare-form">
      ${like.repeats && html`<p class="notice"><${Icon} name="rotate-cw" /><span>${t("The earlier vote stays on record beside this one.")}</span></p>`}
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <div class="field">
        <label for="poll-question-text">${t("Question put to the vote")}</label>
        <textarea id="poll-question-text" name="question" required maxlength=${QUESTION_LENGTH} defaultValue=${like.question ?? ""}></textarea>
      </div>
      <${ItemField} item=${like.item} />
      <${KindField} kind=${kind} choose=${setKind} />
      <${ShapeField} kind=${kind} form=${form} choose=${setForm} like=${like.shape} />
      <${MajorityField} form=${form} named=${kind === "named"} like=${like.rule} />
      <details class="fold">
        <summary><${Icon} name="chevron-right" />${t("Who votes, and how it is held")}</summary>
        <div class="stack">
          <${ElectorateField} />
          <${WaysField} kind=${kind} ways=${like.ways ?? {}} />
          ${kind === "secret" && html`<${HoldersField} shared=${shared} share=${share} />`}
        </div>
      </details>
      <div class="row">
        <button type="button" class="button quiet" onClick=${close}>${t("Cancel")}</button>
        <button type="submit" class="button" disabled=${busy} data-test="prepare-only">${t("Prepare")}</button>
        ${live &&
        !waitsForKeys &&
        html`
          <button type="submit" class="button primary" disabled=${busy} data-then="open" data-test="prepare-and-open">
            <${Icon} name="play" />${t("Prepare and open")}
          </button>
        `}
      </div>
    </form>
  `;
}

/** @param {{item: string|null|undefined}} props */
function ItemField({ item }) {
  const items = useRecords("items").filter(({ state, id }) => state !== "closed" || id === item);
  const ordered = items.sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
  return html`
    <div class="field">
      <label for="poll-item">${t("Agenda item")}</label>
      <select id="poll-item" name="item">
        <option value="">${t("None: about the meeting itself")}</option>
        ${ordered.map(
          ({ id, number, title, state }) => html`<option key=${id} value=${id} selected=${item ? id === item : state === "open"}>${number}. ${title}</option>`,
        )}
      </select>
    </div>
  `;
}

/** @param {{kind: string, choose: (kind: string) => void}} props */
function KindField({ kind, choose }) {
  const kinds = [["named", t("Named vote")], ["secret", t("Secret vote")], ["analog", t("Counted by hand")]];
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${t("Kind of vote")}</legend>
      ${kinds.map(([value, words]) => html`
        <label class="choice" key=${value}><input type="radio" name="secrecy" value=${value} checked=${kind === value} onChange=${() => choose(value)} />${words}</label>
      `)}
    </fieldset>
  `;
}

/** @param {{kind: string, ways: import("kernel/types.js").Ways}} props */
function WaysField({ kind, ways }) {
  const named = kind === "named";
  const choices = [
    named && { way: "changeable", words: t("A vote may be changed until the close"), on: ways.changeable },
    named && { way: "live", words: t("Everybody sees each vote as it comes"), on: ways.live },
    { way: "by_hand", words: t("The result is checked here before it is published"), on: ways.by_hand },
    { way: "straw", words: t("A straw vote: it binds nobody"), on: ways.straw },
  ].filter((choice) => typeof choice === "object");
  return html`
    <fieldset class="choices column">
      <legend class="label">${t("How it is held")}</legend>
      ${choices.map(({ way, words, on }) => html`<label class="choice" key=${way}><input type="checkbox" name=${way} defaultChecked=${on} />${words}</label>`)}
    </fieldset>
  `;
}
