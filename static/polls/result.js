/** A closed poll's result: the verdict with its arithmetic, bars with the threshold, and the list to count again. */
import { Icon } from "kernel/icon.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Chart } from "polls/chart.js";
import { Earlier, resultPath } from "polls/earlier.js";
import { OwnBallot, RollCall, Trackers } from "polls/lists.js";
import { TONES } from "polls/verdict.js";
import { kindOfPoll, outcomeWord, turnout, verdictSentence } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const ICONS = { ok: "circle-check", danger: "circle-x", warn: "triangle-alert" };

/** @param {{poll: Poll, heading?: boolean}} props heading: false where the question already stands above */
export function PollResult({ poll, heading = true }) {
  if (!poll.result) return null;
  return html`
    <article class="poll-result stack" data-test="poll-result">
      ${heading && html`<h3>${poll.question}</h3>`}
      <${Verdict} poll=${poll} result=${poll.result} />
      <${OwnBallot} poll=${poll} result=${poll.result} />
      <${Chart} poll=${poll} result=${poll.result} />
      <p class="quiet-text numbers">${kindOfPoll(poll)} · ${turnout(poll)}</p>
      <${Earlier} poll=${poll} />
      <${Recused} people=${poll.result.recused} />
      ${poll.result.roll && html`<${RollCall} poll=${poll} result=${poll.result} roll=${poll.result.roll} />`}
      ${poll.result.trackers && html`<${Trackers} poll=${poll} result=${poll.result} trackers=${poll.result.trackers} />`}
      <${OwnPage} poll=${poll} />
    </article>
  `;
}

/** @param {{poll: Poll, result: import("kernel/types.js").Result}} props */
export function Verdict({ poll, result }) {
  const tone = TONES[result.verdict];
  return html`
    <div class="verdict ${tone}" data-test="verdict">
      <p class="outcome"><${Icon} name=${ICONS[tone]} />${outcomeWord(result.verdict)}</p>
      <p class="arithmetic">${verdictSentence(poll)}</p>
    </div>
  `;
}

/** The result by itself: to be printed, to be taken along as a table or a document. @param {{poll: Poll}} props */
function OwnPage({ poll }) {
  const { boot } = useRoom();
  if (poll.state !== "published") return null;
  return html`
    <p><a class="button" href=${resultPath(boot.meeting, poll)} target="_blank" rel="noopener" data-test="result-page">
      <${Icon} name="file-text" />${t("Open the result page")}
    </a></p>
  `;
}

/** @param {{people: string[]}} props */
function Recused({ people }) {
  const participants = useRecords("participants");
  if (!people.length) return null;
  const names = people.map((person) => participants.find((one) => one.person === person)?.name ?? person).join(", ");
  return html`<p class="quiet-text">${t("Not voting because of a conflict of interest: {names}", { names })}</p>`;
}
