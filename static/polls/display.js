/** Voting on the room display, legible from ten metres: the turnout while it runs, then the result. */
import { Icon } from "kernel/icon.js";
import { html, useRecords } from "kernel/hooks.js";
import { t } from "i18n";
import { lastClosed, openPoll } from "polls/casting.js";
import { Chart } from "polls/chart.js";
import { Countdown } from "polls/countdown.js";
import { Verdict } from "polls/result.js";
import { kindIcon, kindOfPoll, ruleSentence, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const LONG = 160; // characters from which the question is set smaller

/** @param {{poll?: Poll}} props without a poll: the open one, else the one that closed last */
export function PollDisplay({ poll }) {
  const polls = useRecords("polls");
  const shown = poll ?? openPoll(polls) ?? polls.find(({ state }) => state === "ended") ?? lastClosed(polls);
  if (!shown) return null;
  return html`
    <section class="poll-display ${shown.state}" aria-live="polite" data-test="poll-display">
      <p class="kind">
        <span class="chip ${shown.state === "open" ? "live" : ""}">${stateOfPoll(shown)}</span>
        <span class="chip"><${Icon} name=${kindIcon(shown)} />${kindOfPoll(shown)}</span>
      </p>
      <h2 class="question ${shown.question.length > LONG ? "small" : ""}">${shown.question}</h2>
      ${shown.state === "open" && html`<${Turnout} poll=${shown} />`}
      ${shown.result &&
      html`
        <${Verdict} poll=${shown} result=${shown.result} />
        <${Chart} poll=${shown} result=${shown.result} />
      `}
    </section>
  `;
}

/** @param {{poll: Poll}} props */
function Turnout({ poll }) {
  const { received, entitled } = poll;
  return html`
    <div class="turnout">
      <p class="figure numbers"><strong>${received}</strong><span> / ${entitled}</span></p>
      <p class="caption">${t("have voted")}</p>
      <progress class="progress" value=${received} max=${entitled || 1} aria-label=${t("{n} of {total} voted", { n: received, total: entitled })}></progress>
      <p><${Countdown} poll=${poll} /></p>
      <p class="rule">${ruleSentence(poll)}</p>
    </div>
  `;
}
