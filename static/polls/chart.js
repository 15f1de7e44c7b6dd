/** Bars in a table: readable by eye and by screen reader. The line on the bars is what was needed. */
import { Icon } from "kernel/icon.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { CHOICES } from "polls/ballots.js";
import { chart, countsOf, eachChart } from "polls/verdict.js";
import { choiceWord, countWords, ICONS } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Result} Result */
/** @typedef {{poll: Poll, result: Result}} Props */

const [SOME, MANY] = [4, 6]; // bars, from which they are set smaller on the wall

const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(2)}%`;

/** @param {Props} props */
export function Chart(props) {
  const { form } = props.poll.shape;
  if (form === "each") return html`<${EachTable} ...${props} />`;
  return form === "ranked" ? html`<${Rounds} ...${props} />` : html`<${Bars} ...${props} />`;
}

/** @param {Props} props */
function Bars({ poll, result }) {
  const { bars, threshold, needed } = chart(poll, result);
  const [first] = bars;
  return html`
    <table class="poll-chart ${bars.length > MANY ? "many" : bars.length > SOME ? "some" : ""}">
      <caption class="visually-hidden">${t("Votes by choice")}</caption>
      <thead class="visually-hidden">
        <tr><th>${t("Choice")}</th><th>${t("Proportion")}</th><th>${t("Number of votes")}</th></tr>
      </thead>
      <tbody>
        ${bars.map((bar) => {
          const line = threshold !== null && (bar === first || typeof bar.choice === "number");
          return html`<${Row} key=${bar.choice} ...${{ poll, result, bar }} threshold=${line ? threshold : null} label=${bar === first ? needed : null} />`;
        })}
      </tbody>
    </table>
  `;
}

/**
 * @param {Props & {bar: import("polls/verdict.js").Bar, threshold: number|null, label: number|null}} props
 *   label: how many votes are needed, where the line is named
 */
function Row({ poll, result, bar, threshold, label }) {
  const { choice, count, share } = bar;
  const isOption = typeof choice === "number";
  const chosen = isOption && result.winners.includes(choice);
  const name = isOption ? poll.shape.options[choice] : choiceWord(choice);
  const icon = isOption ? (chosen ? "circle-check" : "minus") : ICONS[choice];
  return html`
    <tr class="${isOption ? `option ${chosen ? "chosen" : ""}` : choice} ${label === null ? "" : "first"}">
      <th scope="row"><${Icon} name=${icon} />${name}</th>
      <td class="track-cell">
        <div class="track">${count > 0 && html`<div class="fill" style=${{ inlineSize: percent(share) }}></div>`}</div>
        ${threshold !== null &&
        html`
          <div class="threshold ${threshold > 0.5 ? "late" : ""}" style=${{ insetInlineStart: percent(threshold) }}>
            ${label !== null && html`<span>${t("needed: {count}", { count: countWords(poll.rule, label) })}</span>`}
          </div>
        `}
      </td>
      <td class="count" data-test=${`count-${choice}`}>${countWords(poll.rule, count)}</td>
    </tr>
  `;
}

/** Numbers of each, and a bar of the yes-votes where there is room for it. @param {Props} props */
function EachTable({ poll, result }) {
  const bars = eachChart(poll, result);
  return html`
    <table class="table poll-each">
      <caption class="visually-hidden">${t("Votes by choice")}</caption>
      <thead><tr><th>${t("Option")}</th><td class="track-cell"></td>${CHOICES.map((choice) => html`<th key=${choice}>${choiceWord(choice)}</th>`)}<th>${t("needed")}</th></tr></thead>
      <tbody>
        ${result.outcomes.map((outcome, option) => html`
          <tr key=${option} class=${result.winners.includes(option) ? "chosen" : ""}>
            <th scope="row"><${Icon} name=${result.winners.includes(option) ? "circle-check" : "circle-x"} />${poll.shape.options[option]}</th>
            <td class="track-cell" aria-hidden="true">
              <div class="track"><div class="fill" style=${{ inlineSize: percent(bars[option].share) }}></div></div>
              ${bars[option].threshold !== null && html`<div class="threshold" style=${{ insetInlineStart: percent(bars[option].threshold) }}></div>`}
            </td>
            ${CHOICES.map((choice) => html`<td key=${choice} class="numbers" data-test=${`count-${option}-${choice}`}>${countWords(poll.rule, countsOf(poll.rule, outcome)[choice])}</td>`)}
            <td class="numbers">${countWords(poll.rule, outcome.needed)}</td>
          </tr>
        `)}
      </tbody>
    </table>
  `;
}

/** Each round of a run-off in a column; who is out has no number any more. @param {Props} props */
function Rounds({ poll, result }) {
  const { rounds, winners } = result;
  const had = rounds.map(({ votes }) => new Map(votes));
  return html`
    <table class="table poll-rounds">
      <caption class="visually-hidden">${t("Votes by round")}</caption>
      <thead><tr><th>${t("Option")}</th>${rounds.map((_, round) => html`<th key=${round}>${t("Round {number}", { number: round + 1 })}</th>`)}</tr></thead>
      <tbody>
        ${poll.shape.options.map((name, option) => html`
          <tr key=${option} class=${winners.includes(option) ? "chosen" : ""}>
            <th scope="row">${winners.includes(option) && html`<${Icon} name="circle-check" />`}${name}</th>
            ${had.map((votes, round) => html`<td key=${round} class="numbers ${rounds[round].out.includes(option) ? "out" : ""}">${votes.has(option) ? countWords(poll.rule, votes.get(option) ?? 0) : "–"}</td>`)}
          </tr>
        `)}
        <tr><th scope="row" class="quiet-text">${t("Counting for none any more")}</th>${rounds.map(({ exhausted }, round) => html`<td key=${round} class="numbers">${countWords(poll.rule, exhausted)}</td>`)}</tr>
      </tbody>
    </table>
  `;
}
