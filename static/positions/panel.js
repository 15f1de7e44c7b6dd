/** The desk's view of positions: asking for them, what was answered, and which items need no debate. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ByMember } from "positions/by_member.js";
import { CallForm } from "positions/call_form.js";
import { useIsRunning, useStandings } from "positions/hooks.js";
import { Listing } from "positions/listing.js";
import { Rollup } from "positions/rollup.js";
import { moment, othersWords, ruleWords } from "positions/words.js";

/** @typedef {import("kernel/types.js").PositionCall} Call */

export function PositionsPanel() {
  const room = useRoom();
  const call = useRecord("position_calls/now");
  const { running, live } = useIsRunning();
  const [editing, edit] = useState(false);
  const runs = running && room.may("positions.run");
  // Whoever has not asked before the meeting does not ask in it.
  if (!call && (!runs || live)) return null;
  return html`
    <section class="positions-panel stack" aria-labelledby="positions-title" data-test="positions-panel">
      <header class="row apart">
        <h2 id="positions-title">${t("Positions before the meeting")}</h2>
        ${call &&
        room.may("positions.run") &&
        html`
          <a class="icon-button" href=${`/meetings/${room.boot.meeting}/positions`} target="_blank" aria-label=${t("Print the positions")} title=${t("Print the positions")} data-test="print-positions">
            <${Icon} name="printer" />
          </a>
        `}
      </header>
      ${!call && !editing && html`<${Invitation} begin=${() => edit(true)} />`}
      ${editing && html`<${CallForm} close=${() => edit(false)} />`}
      ${call && !editing && html`<${Course} call=${call} change=${runs ? () => edit(true) : null} />`}
      ${call && html`<${Listing} runs=${runs} />`}
      ${call && html`<${Answers} runs=${runs} />`}
    </section>
  `;
}

/** @param {{ begin: () => void }} props */
function Invitation({ begin }) {
  return html`
    <p class="quiet-text">${t("Members can say on each item whether they have something against it. What nobody objects to is adopted together, without debate.")}</p>
    <div class="row"><button type="button" class="button" data-test="ask-positions" onClick=${begin}><${Icon} name="plus" />${t("Ask for positions")}</button></div>
  `;
}

/** @param {{ call: Call, change: (() => void)|null }} props */
function Course({ call, change }) {
  const room = useRoom();
  const over = useStandings().every((one) => !one.open);
  const stop = () => room.act("positions.call", { closes_at: room.serverNow(), seen: call.seen, named: call.named });
  return html`
    <div class="stack tight">
      <p class="row tight">
        <span class="chip ${over ? "" : "warn"}" data-test="course"><${Icon} name="clock" />${over ? t("Closed") : t("Until {moment}", { moment: moment(call.closes_at) })}</span>
      </p>
      <p class="quiet-text small-text">${othersWords(call)}</p>
      <p class="quiet-text small-text">${t("Without debate: {rule}.", { rule: ruleWords(call.rule.preset) })}</p>
      ${change &&
      html`
        <div class="row">
          <button type="button" class="button" data-test="change-call" onClick=${change}><${Icon} name="pencil" />${t("Change")}</button>
          ${!over && html`<button type="button" class="button" data-test="close-positions" onClick=${stop}><${Icon} name="lock" />${t("Close now")}</button>`}
        </div>
      `}
    </div>
  `;
}

/** Item by item, then member by member. @param {{ runs: boolean }} props */
function Answers({ runs }) {
  const all = useStandings();
  const rollups = new Map(useRecords("rollups").map((one) => [one.item, one]));
  const [asked, others] = [all.filter((one) => one.asked), all.filter((one) => !one.asked)];
  return html`
    <div class="stack tight" data-test="rollups">
      ${asked.map((standing) => html`<${Rollup} key=${standing.item.id} standing=${standing} rollup=${rollups.get(standing.item.id)} runs=${runs} />`)}
    </div>
    ${others.length > 0 &&
    html`
      <details class="fold">
        <summary><${Icon} name="chevron-right" />${t("Not asked about: {count}", { count: others.length })}</summary>
        ${others.map((standing) => html`<${Rollup} key=${standing.item.id} standing=${standing} rollup=${undefined} runs=${runs} />`)}
      </details>
    `}
    <${ByMember} asked=${asked} />
  `;
}
