/** How the desk sets a queue: open or closed, the time of a speech, who else is on it, and what is done with all of it. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { AddForm } from "floor/add_form.js";
import { limitWords } from "floor/words.js";
import { Confirm } from "live/dialog.js";

/** @typedef {import("floor/queue.js").Line} Line */
/** @typedef {{line: Line, hall: ReturnType<typeof import("floor/hall.js").useHall>}} Props */

const LIMITS_S = [60, 120, 180, 300, 420, 600, 900, 1200];

/** @param {Props} props */
export function Steering({ line, hall }) {
  const room = useRoom();
  const { open, limit_s } = line.queue;
  const limits = [...new Set([...LIMITS_S, limit_s])].sort((a, b) => a - b);
  const setLimit = (/** @type {any} */ event) => room.act("floor.set_limit", { queue: line.id, limit_s: Number(event.target.value) });
  return html`
    <div class="controls">
      <button type="button" class="button" data-test="toggle-queue" onClick=${() => room.act(open ? "floor.close" : "floor.open", { queue: line.id })}>
        <${Icon} name=${open ? "lock" : "lock-open"} />${open ? t("Close the queue") : t("Open the queue")}
      </button>
      <div class="field">
        <label for="floor-limit">${t("Time for each speaker")}</label>
        <select id="floor-limit" onChange=${setLimit}>
          ${limits.map((seconds) => html`<option key=${seconds} value=${seconds} selected=${seconds === limit_s}>${limitWords(seconds)}</option>`)}
        </select>
      </div>
    </div>
    <${List} line=${line} hall=${hall} />
  `;
}

/** What is done with the whole list. @param {Props} props */
function List({ line, hall }) {
  const room = useRoom();
  const [shown, show] = useState(/** @type {"adding" | "clearing" | null} */ (null));
  const hasSpoken = hall.speakers.some(({ state, queue }) => state === "done" && queue === line.id);
  const isByHand = line.waiting.some(({ fixed }) => fixed);
  return html`
    <div class="row tight">
      <button type="button" class="button" data-test="add-speaker" onClick=${() => show("adding")}><${Icon} name="user-plus" />${t("Add somebody")}</button>
      ${hasSpoken &&
      html`
        <button type="button" class="button" data-test="readd-speaker" onClick=${() => room.act("floor.readd", { id: newId(), queue: line.id })}>
          <${Icon} name="undo-2" />${t("The last speaker again")}
        </button>
      `}
      ${isByHand &&
      html`
        <button type="button" class="button" data-test="sort-queue" onClick=${() => room.act("floor.sort", { queue: line.id })}>
          <${Icon} name="list-ordered" />${t("In the order of the rules")}
        </button>
      `}
      ${line.waiting.length > 1 &&
      html`<button type="button" class="button" data-test="clear-queue" onClick=${() => show("clearing")}><${Icon} name="list-x" />${t("Clear the queue")}</button>`}
    </div>
    ${shown === "adding" && html`<${AddForm} line=${line} hall=${hall} close=${() => show(null)} />`}
    ${shown === "clearing" && html`<${Clearing} line=${line} close=${() => show(null)} />`}
  `;
}

/** @param {{line: Line, close: () => void}} props */
function Clearing({ line, close }) {
  const room = useRoom();
  const words = t("{n} waiting requests are taken off the list.", { n: line.waiting.length });
  const clear = () => room.act("floor.clear", { queue: line.id });
  return html`<${Confirm} title=${t("Clear the queue?")} words=${words} yes=${t("Clear the queue")} onYes=${clear} close=${close} />`;
}
