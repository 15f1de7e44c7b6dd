/** The speaker queues: everybody reads them; chair and secretary call, pause, extend, end, move, remove, open, close and set the rules. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { useHall } from "floor/hall.js";
import { GENERAL } from "floor/queue.js";
import { RulesDialog } from "floor/rules_form.js";
import { Spoken } from "floor/spoken.js";
import { Stage } from "floor/stage.js";
import { Steering } from "floor/steering.js";
import { Units } from "floor/units.js";
import { Waiting } from "floor/waiting.js";
import { queueWord } from "floor/words.js";

/** @typedef {ReturnType<typeof useHall>} Hall */
/** @typedef {import("floor/queue.js").Line} Line */

/** @param {{book?: import("live/follow.js").Book}} props */
export function FloorPanel({ book }) {
  const room = useRoom();
  const hall = useHall();
  const [chosen, choose] = useState(/** @type {string | null} */ (null));
  const live = useRecord(`meetings/${room.boot.meeting}`)?.state === "live";
  // Who has chosen nothing sees the queue from which the next one is called.
  const line = hall.lines.find(({ id }) => id === chosen) ?? hall.due;
  const { open } = line.queue;
  return html`
    <section class="floor-panel stack" aria-labelledby="floor-title">
      <header class="row apart">
        <h2 id="floor-title">${t("Speaker queue")}</h2>
        <span class="row tight">
          <span class="chip ${open ? "ok" : ""}">
            <${Icon} name=${open ? "lock-open" : "lock"} />${open ? t("Open for requests") : t("Closed for requests")}
          </span>
          ${room.may("floor.run") && html`<${Rules} />`}
        </span>
      </header>
      <${Stage} hall=${hall} />
      <${Choice} lines=${hall.lines} line=${line} choose=${choose} />
      <${Queue} line=${line} hall=${hall} live=${live} book=${book} />
      ${room.may("floor.run") && html`<${Steering} line=${line} hall=${hall} />`}
      <${Units} hall=${hall} />
      <${Spoken} hall=${hall} />
    </section>
  `;
}

function Rules() {
  const [shown, show] = useState(false);
  return html`
    <button type="button" class="icon-button" aria-label=${t("Rules of the floor")} title=${t("Rules of the floor")} data-test="floor-rules" onClick=${() => show(true)}>
      <${Icon} name="sliders-horizontal" />
    </button>
    ${shown && html`<${RulesDialog} close=${() => show(false)} />`}
  `;
}

/** Which queue is looked at. @param {{lines: Line[], line: Line, choose: (id: string) => void}} props */
function Choice({ lines, line, choose }) {
  if (lines.length < 2) return null;
  return html`
    <div class="queues" role="group" aria-label=${t("Queues")}>
      ${lines.map(
        ({ id, item, waiting }) => html`
          <button type="button" key=${id} class="button" aria-pressed=${id === line.id ? "true" : "false"} data-test=${`queue-${id}`}
                  title=${queueWord(id, item)} onClick=${() => choose(id)}>
            <span class="name">${shortWord(id, item)}</span><span class="badge quiet">${waiting.length}</span>
          </button>
        `,
      )}
    </div>
  `;
}

/** @param {string} id @param {import("kernel/types.js").Item | undefined} item */
function shortWord(id, item) {
  if (item) return t("Item {number}", { number: item.number });
  return id === GENERAL ? t("Meeting") : t("Question time");
}

/** @param {{line: Line, hall: Hall, live: boolean, book?: import("live/follow.js").Book}} props */
function Queue({ line, hall, live, book }) {
  if (!line.waiting.length) return html`<p class="quiet-text">${t("Nobody is waiting to speak.")}</p>`;
  return html`
    <ol class="queue list" aria-label=${t("Waiting to speak")}>
      ${line.waiting.map(
        (speaker, index) => html`<${Waiting} key=${speaker.id} ...${{ speaker, hall, line, live, book }} place=${index + 1} />`,
      )}
    </ol>
  `;
}
