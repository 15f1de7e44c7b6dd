/** In the agenda, at the item: what I say on it, and whether it needs a debate. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { AnswerSheet } from "positions/answer.js";
import { StateChip, useDuties, useIsRunning, useStandings } from "positions/hooks.js";
import { keyOf } from "positions/standing.js";
import { ICONS, saidWord } from "positions/words.js";

/** @param {{ item: string }} props */
export function PositionOnItem({ item }) {
  return useRecord("position_calls/now") ? html`<${OnItem} item=${item} />` : null;
}

/** @param {{ item: string }} props */
function OnItem({ item }) {
  const all = useStandings();
  const standing = all.find((one) => one.item.id === item);
  const mine = useDuties(all);
  const own = mine.filter(({ standing }) => standing.item.id === item);
  const { running } = useIsRunning();
  if (!standing?.consent && !own.length) return null;
  return html`
    <div class="position-line row tight">
      ${standing && html`<${StateChip} standing=${standing} />`}
      ${running && own.map((duty) => html`<${Mine} key=${keyOf(duty)} duty=${duty} all=${mine} />`)}
    </div>
  `;
}

/** @param {{ duty: import("positions/standing.js").Duty, all: import("positions/standing.js").Duty[] }} props */
function Mine({ duty, all }) {
  const room = useRoom();
  const [answering, answer] = useState(false);
  const { member, standing } = duty;
  const said = useRecords("positions").find((one) => one.item === standing.item.id && one.member === member)?.position;
  const name = useRecords("participants").find(({ person }) => person === member)?.name ?? "";
  if (!said && !standing.open) return null;
  const words = said ? saidWord(said) : t("Say what you think");
  const whose = member === room.viewer.person ? words : `${name}: ${words}`;
  return html`
    <button type="button" class="chip position-chip ${said ?? "asked"}" data-test="position-on-item" aria-label=${`${standing.item.number}. ${whose}`} onClick=${() => answer(true)}>
      <${Icon} name=${said ? ICONS[said] : "pencil"} />${whose}
    </button>
    ${answering && html`<${AnswerSheet} all=${all} first=${keyOf(duty)} close=${() => answer(false)} />`}
  `;
}
