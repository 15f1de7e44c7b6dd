/** A closed poll's result: the verdict with its arithmetic, bars with the threshold, and the list to count again. */
import { Icon } from "kernel/icon.js";
import { html } from "kernel/hooks.js";
import { Chart } from "polls/chart.js";
import { OwnBallot, RollCall, Trackers } from "polls/lists.js";
import { verdict } from "polls/verdict.js";
import { kindOfPoll, outcomeWord, turnout, verdictSentence } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const LOOKS = {
  adopted: { icon: "circle-check", tone: "ok" },
  adopted_by_chair: { icon: "circle-check", tone: "ok" },
  rejected: { icon: "circle-x", tone: "danger" },
  rejected_by_chair: { icon: "circle-x", tone: "danger" },
  blocked: { icon: "triangle-alert", tone: "warn" },
};

/** @param {{poll: Poll, heading?: boolean}} props heading: false where the question already stands above */
export function PollResult({ poll, heading = true }) {
  if (!poll.result) return null;
  return html`
    <article class="poll-result stack" data-test="poll-result">
      ${heading && html`<h3>${poll.question}</h3>`}
      <${Verdict} poll=${poll} result=${poll.result} />
      <${OwnBallot} poll=${poll} result=${poll.result} />
      <${Chart} result=${poll.result} />
      <p class="quiet-text numbers">${kindOfPoll(poll)} · ${turnout(poll.result)}</p>
      ${poll.result.roll && html`<${RollCall} result=${poll.result} roll=${poll.result.roll} />`}
      ${poll.result.trackers && html`<${Trackers} poll=${poll} result=${poll.result} trackers=${poll.result.trackers} />`}
    </article>
  `;
}

/** @param {{poll: Poll, result: import("polls/verdict.js").Result}} props */
export function Verdict({ poll, result }) {
  const said = verdict(poll.rule, result);
  const { icon, tone } = LOOKS[said.outcome];
  return html`
    <div class="verdict ${tone}" data-test="verdict">
      <p class="outcome"><${Icon} name=${icon} />${outcomeWord(said.outcome)}</p>
      <p class="arithmetic">${verdictSentence(said)}</p>
    </div>
  `;
}
