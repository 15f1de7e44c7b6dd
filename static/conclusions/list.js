/** Conclusions and tasks as everybody reads them. */
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { inOrder } from "agenda/tree.js";
import { dueWords, standing } from "conclusions/words.js";

/** @typedef {import("kernel/types.js").Task} Task */
/** @typedef {import("kernel/types.js").Carried} Carried */

/** What goes with a conclusion, to be taken along. @param {{ files: import("kernel/types.js").Attached[] }} props */
export function Files({ files }) {
  const room = useRoom();
  if (!files.length) return null;
  return html`
    <ul class="list files" aria-label=${t("Files of the conclusion")}>
      ${files.map(({ id, filename }) => html`<li key=${id}><a href=${`/meetings/${room.boot.meeting}/conclusions/files/${id}`} download><${Icon} name="download" /> ${filename}</a></li>`)}
    </ul>
  `;
}

/** Tasks in a list; `of`: the meeting that gave each. @param {{ tasks: (Task | Carried)[] }} props */
export function TaskList({ tasks }) {
  const room = useRoom();
  if (!tasks.length) return null;
  return html`
    <ul class="list tasks">
      ${tasks.map((task) => {
        const { words, icon, tone } = standing(task, room.serverNow());
        const [id, of] = "task" in task ? [task.task, task.meeting] : [task.id, room.boot.meeting];
        return html`
          <li key=${id} data-test="task">
            <a href=${`/tasks/${of}/${id}`} target="_blank">${task.text}</a>
            <span class="row tight small-text">
              <span class="chip ${tone}"><${Icon} name=${icon} />${words}</span><span>${task.unit}</span><span class="numbers quiet-text">${dueWords(task.deadline_at)}</span>
            </span>
          </li>
        `;
      })}
    </ul>
  `;
}

/** For members and guests: what was announced, item by item, and what is to be done. */
export function ConclusionsRead() {
  const conclusions = useRecords("conclusions").filter(({ announced_at }) => announced_at !== null);
  const tasks = useRecords("tasks").sort((a, b) => a.position - b.position);
  const carried = useRecords("carried").sort((a, b) => a.place - b.place);
  const places = [...inOrder(useRecords("items")).map(({ id, number, title }) => ({ id, words: `${number}. ${title}` })), { id: null, words: t("The meeting as a whole") }];
  if (!conclusions.length && !tasks.length && !carried.length) return null;
  const shown = places.map(({ id, words }) => ({
    id, words,
    text: conclusions.find(({ item }) => item === id)?.text ?? "",
    files: conclusions.find(({ item }) => item === id)?.files ?? [],
    tasks: [...carried.filter(({ item }) => item === id), ...tasks.filter(({ item }) => item === id)],
  })).filter(({ text, tasks }) => text || tasks.length);
  return html`
    <section class="conclusions stack" aria-labelledby="conclusions-title" data-test="conclusions">
      <header class="row apart"><h2 id="conclusions-title">${t("Conclusions and tasks")}</h2><${AllOfThem} /></header>
      ${shown.map(
        ({ id, words, text, files, tasks }) => html`
          <details class="fold" key=${id ?? "general"}>
            <summary><${Icon} name="chevron-right" /><span class="grow">${words}</span>${tasks.length > 0 && html`<span class="chip numbers">${t("Tasks: {n}", { n: tasks.length })}</span>`}</summary>
            ${text && html`<p class="concluded">${text}</p>`}
            <${Files} files=${files} />
            <${TaskList} tasks=${tasks} />
          </details>
        `,
      )}
    </section>
  `;
}

export function AllOfThem() {
  const room = useRoom();
  return html`
    <a class="icon-button" href=${`/meetings/${room.boot.meeting}/conclusions`} target="_blank" aria-label=${t("All conclusions and tasks")} title=${t("All conclusions and tasks")}>
      <${Icon} name="printer" />
    </a>
  `;
}
