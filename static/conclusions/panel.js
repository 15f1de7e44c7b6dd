/** For the desk: what the chair concludes on the item at hand, and the tasks that follow. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { inOrder, openItem } from "agenda/tree.js";
import { GiveTask } from "conclusions/give.js";
import { AllOfThem, Files, TaskList } from "conclusions/list.js";

const GENERAL = "general";
/** What somebody is writing: on what, and the revision that was before them when they began. @typedef {{ key: string, text: string, seen: number }} Draft */

export function ConclusionsPanel() {
  const room = useRoom();
  const items = inOrder(useRecords("items"));
  const [chosen, choose] = useState("");
  const open = openItem(items)?.id;
  const key = chosen || open || (items.length ? /** @type {{ id: string }} */ (items[0]).id : GENERAL);
  const tasks = useRecords("tasks").filter(({ item }) => (item ?? GENERAL) === key).sort((a, b) => a.position - b.position);
  const carried = useRecords("carried").filter(({ item }) => item === key).sort((a, b) => a.place - b.place);
  if (!room.may("conclusions.record")) return null;
  return html`
    <section class="conclusions stack" aria-labelledby="conclusions-title" data-test="conclusions-panel">
      <header class="row apart"><h2 id="conclusions-title">${t("Conclusion and tasks")}</h2><${AllOfThem} /></header>
      <div class="field">
        <label class="visually-hidden" for="concluding-on">${t("Agenda item")}</label>
        <select id="concluding-on" value=${key} onChange=${(/** @type {any} */ { target }) => choose(target.value)}>
          ${items.map(({ id, number, title }) => html`<option key=${id} value=${id}>${number}. ${title}${id === open ? ` (${t("Now")})` : ""}</option>`)}
          <option value=${GENERAL}>${t("The meeting as a whole")}</option>
        </select>
      </div>
      <${Write} key=${key} name=${key} />
      ${carried.length > 0 && html`<h3>${t("Tasks of earlier meetings")}</h3><${TaskList} tasks=${carried} />`}
      <${TaskList} tasks=${tasks} />
      <details class="fold">
        <summary><${Icon} name="chevron-right" />${t("Give a task")}</summary>
        <${GiveTask} item=${key === GENERAL ? null : key} />
      </details>
    </section>
  `;
}

/** @param {{ name: string }} props */
function Write({ name }) {
  const room = useRoom();
  const record = useRecord(`conclusions/${name}`);
  const [draft, write] = useState(/** @type {Draft | null} */ (null));
  const [problem, setProblem] = useState("");
  const announced = record?.announced_at != null;
  const text = draft ? draft.text : (record?.text ?? "");
  const revision = record?.revision ?? 0;
  const type = (/** @type {string} */ typed) => write((before) => ({ key: name, text: typed, seen: before ? before.seen : revision }));
  const save = async (/** @type {boolean} */ toAll) => {
    if (!text.trim()) return;
    const args = { item: name === GENERAL ? null : name, text, announced: toAll, ...(draft && draft.seen ? { seen: draft.seen } : {}) };
    const { error } = await room.act("conclusions.record", args);
    if (error?.code === "stale") {
      setProblem(t("Somebody else has changed this conclusion meanwhile. It reads now as here; saving again puts your words in its place."));
      write({ key: name, text, seen: room.store.get(`conclusions/${name}`)?.revision ?? 0 });
      return;
    }
    setProblem(error ? (error.message ?? error.code) : "");
    if (!error) write((now) => (now && now.text !== text ? now : null));
  };
  return html`
    <div class="stack tight">
      <div class="field">
        <label for="conclusion-text" class="row apart"><span>${t("What the chair concludes")}</span>
          ${record && html`<span class="chip ${announced ? "ok" : "warn"}" data-test="conclusion-state"><${Icon} name=${announced ? "eye" : "lock"} />${announced ? t("Announced") : t("Draft, seen by the desk")}</span>`}</label>
        <textarea id="conclusion-text" rows="4" maxlength="20000" value=${text} onInput=${(/** @type {any} */ { target }) => type(target.value)}></textarea>
      </div>
      ${problem && html`<div class="notice danger" role="alert"><${Icon} name="circle-alert" /><div class="stack tight"><p>${problem}</p>${record && draft && html`<p class="concluded">${record.text}</p>`}</div></div>`}
      <${Files} files=${record?.files ?? []} />
      <div class="row">
        ${!announced && html`<button type="button" class="button" data-test="save-draft" disabled=${!draft} onClick=${() => save(false)}><${Icon} name="check" />${t("Save the draft")}</button>`}
        <button type="button" class="button primary" data-test="announce" disabled=${!text.trim() || (announced && !draft)} onClick=${() => save(true)}><${Icon} name="megaphone" />${announced ? t("Save") : t("Announce to everybody")}</button>
      </div>
    </div>
  `;
}
