/** What a member still has to say before the meeting, and what they have said. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { AnswerSheet } from "positions/answer.js";
import { SaidSign, useDuties, useIsRunning, useNames, useSpeaksFor, useStandings } from "positions/hooks.js";
import { keyOf, unanswered } from "positions/standing.js";
import { moment } from "positions/words.js";

/** @typedef {import("positions/standing.js").Duty} Duty */

export function MyPositions() {
  const call = useRecord("position_calls/now");
  return call ? html`<${Mine} call=${call} />` : null;
}

/** @param {{ call: import("kernel/types.js").PositionCall }} props */
function Mine({ call }) {
  const all = useDuties(useStandings());
  const positions = useRecords("positions");
  const { running } = useIsRunning();
  const [at, open] = useState(/** @type {string|null} */ (null));
  if (!all.length || !running) return null;
  const missing = unanswered(positions, all);
  const isOver = !all.some(({ standing }) => standing.open);
  const said = all.length - all.filter((duty) => !saidOf(duty, positions)).length;
  return html`
    <section class="my-positions stack" aria-labelledby="my-positions-title" data-test="my-positions">
      <h2 id="my-positions-title">${t("My positions")}</h2>
      <p class="row tight">
        <span class="chip ${isOver ? "" : "warn"}"><${Icon} name="clock" />${isOver ? t("Closed") : t("Until {moment}", { moment: moment(call.closes_at) })}</span>
        <span class="numbers" data-test="answered">${t("{n} of {total} answered", { n: said, total: all.length })}</span>
      </p>
      ${!isOver && html`<progress class="progress" value=${said} max=${all.length} aria-label=${t("{n} of {total} answered", { n: said, total: all.length })}></progress>`}
      ${missing.length > 0 &&
      html`
        <button type="button" class="button primary large" data-test="state-positions" onClick=${() => open(keyOf(missing[0]))}>
          <${Icon} name="pencil" />${said ? t("Go on answering: {n} left", { n: missing.length }) : t("State my positions")}
        </button>
      `}
      <${List} all=${all} positions=${positions} open=${open} />
      ${at && html`<${AnswerSheet} all=${all} first=${at} close=${() => open(null)} />`}
    </section>
  `;
}

/** @param {Duty} duty @param {import("kernel/types.js").Position[]} positions */
const saidOf = ({ member, standing }, positions) => positions.find((one) => one.item === standing.item.id && one.member === member)?.position;

/** @param {{ all: Duty[], positions: import("kernel/types.js").Position[], open: (key: string) => void }} props */
function List({ all, positions, open }) {
  const name = useNames();
  const many = useSpeaksFor().length > 1;
  return html`
    <details class="fold">
      <summary><${Icon} name="chevron-right" />${t("All items, and what I say")}</summary>
      <ul class="said-list list">
        ${all.map((duty) => {
          const { item } = duty.standing;
          const words = `${item.number}. ${item.title}${many ? ` · ${name(duty.member)}` : ""}`;
          return html`
            <li key=${keyOf(duty)}>
              <button type="button" class="said-line" onClick=${() => open(keyOf(duty))}>
                <span class="title">${words}</span><${SaidSign} said=${saidOf(duty, positions) ?? "missing"} />
              </button>
            </li>
          `;
        })}
      </ul>
    </details>
  `;
}
