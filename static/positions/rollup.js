/** One item at the desk: how many have answered what, who said what in which words, and who has not answered. */
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ItemSettings } from "positions/item_settings.js";
import { SaidSign, StateChip, useIsRunning } from "positions/hooks.js";
import { membersOn, saidOn } from "positions/standing.js";
import { ToQueue } from "positions/to_queue.js";
import { deadlineWords, ICONS, SAID, saidWord } from "positions/words.js";

/** @typedef {import("positions/standing.js").Standing} Standing */
/** @typedef {import("kernel/types.js").Rollup} Figures */
/** @typedef {import("kernel/types.js").Position} Position */

/** @param {{ standing: Standing, rollup: Figures|undefined, runs: boolean }} props */
export function Rollup({ standing, rollup, runs }) {
  const { item, asked } = standing;
  return html`
    <details class="fold rollup" data-test="rollup">
      <summary>
        <${Icon} name="chevron-right" />
        <span class="about">
          <span class="title">${item.number}. ${item.title}</span>
          ${rollup && html`<${Bar} rollup=${rollup} />`}
          <span class="row tight"><${StateChip} standing=${standing} /></span>
        </span>
      </summary>
      ${asked && html`<${Said} standing=${standing} />`}
      ${runs && html`<${ItemSettings} standing=${standing} />`}
    </details>
  `;
}

/** @param {{ rollup: Figures }} props */
function Bar({ rollup: { members, answered, counts } }) {
  const parts = SAID.filter((said) => counts[said] > 0);
  return html`
    <span class="said-bar" aria-hidden="true">
      ${parts.map((said) => html`<span key=${said} class=${said} style=${{ flexGrow: counts[said] }}></span>`)}
      ${answered < members && html`<span class="missing" style=${{ flexGrow: members - answered }}></span>`}
    </span>
    <span class="figures numbers">
      ${parts.map((said) => html`<span key=${said} class="said ${said}" title=${saidWord(said)}><${Icon} name=${ICONS[said]} label=${saidWord(said)} />${counts[said]}</span>`)}
      <span class="quiet-text" data-test="answered-of">${t("{n} of {total} answered", { n: answered, total: members })}</span>
    </span>
  `;
}

/** @param {{ standing: Standing }} props */
function Said({ standing }) {
  const { item } = standing;
  const members = membersOn(item, useRecords("participants"), useRecords("recusals"));
  const said = saidOn(useRecords("positions"), item.id);
  const order = (/** @type {Position} */ { position }) => SAID.toReversed().indexOf(position);
  const answers = members.flatMap(({ person }) => said.get(person) ?? []).sort((a, b) => order(a) - order(b) || a.at - b.at);
  const missing = members.filter(({ person }) => !said.has(person)).map(({ name }) => name);
  return html`
    <p class="quiet-text small-text">${deadlineWords(standing)}</p>
    ${answers.length > 0 && html`<ul class="list answers">${answers.map((one) => html`<${Answer} key=${one.member} one=${one} item=${item} />`)}</ul>`}
    ${missing.length > 0 &&
    html`<p class="missing" data-test="not-answered"><strong>${t("Not answered: {count}", { count: missing.length })}</strong><span class="quiet-text"> ${missing.join(", ")}</span></p>`}
  `;
}

/** @param {{ one: Position, item: import("kernel/types.js").Item }} props */
function Answer({ one, item }) {
  const room = useRoom();
  const people = useRecords("participants");
  const { running } = useIsRunning();
  const name = (/** @type {string} */ who) => people.find(({ person }) => person === who)?.name ?? who;
  return html`
    <li class="stack tight" data-test="answer-of">
      <div class="row apart"><strong>${name(one.member)}</strong><${SaidSign} said=${one.position} /></div>
      ${one.by !== one.member && html`<p class="quiet-text small-text">${t("said by {name}", { name: name(one.by) })}</p>`}
      ${one.text && html`<q class="words">${one.text}</q>`}
      ${one.position === "speak" && running && room.may("floor.run") && html`<${ToQueue} person=${one.member} item=${item.id} />`}
    </li>
  `;
}
