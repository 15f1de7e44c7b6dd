import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Tile } from "chairing/tile.js";
import { SpeakerClock } from "floor/clock.js";
import { useHall } from "floor/hall.js";
import { speaking } from "floor/queue.js";

const NAMED = 3;

/** Who speaks and for how much longer, and who waits. @param {{ look: import("chairing/cockpit.js").Look }} props */
export function FloorTile({ look }) {
  const { speakers, due, lines } = useHall();
  const people = useRecords("participants");
  const current = speaking(speakers);
  const nameOf = (/** @type {string | null} */ person) => people.find((one) => one.person === person)?.name ?? "…";
  const waiting = lines.reduce((sum, line) => sum + line.waiting.length, 0);
  const names = due.waiting.slice(0, NAMED).map(({ person }) => nameOf(person));
  const more = waiting - names.length;
  const list = more > 0 ? t("{names} and {n} more", { names: names.join(", "), n: more }) : names.join(", ");
  return html`
    <${Tile} name="floor" word=${t("Speaking")} icon="mic" head=${current && html`<${SpeakerClock} speaker=${current} />`} open=${() => look("floor-title")}>
      <strong class="line">${current ? nameOf(current.person) : t("Nobody has the floor.")}</strong>
      <span class="two-lines ${waiting ? "" : "quiet-text"}">
        ${waiting ? html`<span class="quiet-text">${t("Waiting: {n}", { n: waiting })}</span> ${list}` : t("Nobody is waiting to speak.")}
      </span>
    <//>
  `;
}
