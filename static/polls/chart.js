/** Bars in a table: readable by eye and by screen reader. The line on the first bar is what was needed. */
import { Icon } from "kernel/icon.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { chart } from "polls/verdict.js";
import { choiceWord, ICONS } from "polls/words.js";

const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(2)}%`;

/** @param {{result: import("kernel/types.js").Result}} props */
export function Chart({ result }) {
  const { bars, threshold } = chart(result);
  return html`
    <table class="poll-chart">
      <caption class="visually-hidden">${t("Votes by choice")}</caption>
      <thead class="visually-hidden">
        <tr><th>${t("Choice")}</th><th>${t("Proportion")}</th><th>${t("Number of votes")}</th></tr>
      </thead>
      <tbody>
        ${bars.map((bar, index) => html`<${Row} key=${bar.choice} bar=${bar} threshold=${index === 0 ? threshold : null} needed=${result.needed} />`)}
      </tbody>
    </table>
  `;
}

/** @param {{bar: import("polls/verdict.js").Bar, threshold: number|null, needed: number}} props */
function Row({ bar, threshold, needed }) {
  const { choice, count, share } = bar;
  return html`
    <tr class=${choice}>
      <th scope="row"><${Icon} name=${ICONS[choice]} />${choiceWord(choice)}</th>
      <td class="track-cell">
        <div class="track">${count > 0 && html`<div class="fill" style=${{ inlineSize: percent(share) }}></div>`}</div>
        ${threshold !== null &&
        html`
          <div class="threshold ${threshold > 0.5 ? "late" : ""}" style=${{ insetInlineStart: percent(threshold) }}>
            <span>${t("needed: {count}", { count: needed })}</span>
          </div>
        `}
      </td>
      <td class="count" data-test=${`count-${choice}`}>${count}</td>
    </tr>
  `;
}
