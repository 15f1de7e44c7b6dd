/** Voting on the room display, legible from ten metres: the turnout while it runs, then the result. */
import { Icon } from "kernel/icon.js";
import { html, useRecords } from "kernel/hooks.js";
import { t } from "i18n";
import { lastClosed, openPolls } from "polls/casting.js";
import { Chart } from "polls/chart.js";
import { Countdown } from "polls/countdown.js";
import { Verdict } from "polls/result.js";
import { kindIcon, kindOfPoll, ruleSentence, stateOfPoll, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const LONG = 160; // characters from which the question is set smaller

/** @param {{poll?: Poll}} props without a poll: the open one, else the one that closed last */
export function PollDisplay({ poll }) {
  const polls = useRecords("polls");
  const open = openPolls(polls);
  const shown = poll ?? open[0] ?? polls.find(({ state }) => state === "ended") ?? lastClosed(polls);
  if (!shown) return null;
  if (shown.state === "open" && open.length > 1) return html`<${Several} polls=${open} />`;
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

/** Votes that are open at the same time, each with its turnout. @param {{polls: Poll[]}} props */
function Several({ polls }) {
  return html`
    <section class="poll-display open several" aria-live="polite" data-test="poll-display">
      <p class="kind"><span class="chip live">${stateOfPoll(polls[0])}</span></p>
      <ul class="at-once ${polls.length > 3 ? "many" : ""}">
        ${polls.map((poll) => html`
          <li key=${poll.id}>
            <h2 class="question">${poll.question}</h2>
            <p class="figure numbers"><strong>${poll.received}</strong><span> / ${poll.entitled}</span></p>
            <p class="kind"><span class="chip"><${Icon} name=${kindIcon(poll)} />${kindOfPoll(poll)}</span><${Countdown} poll=${poll} /></p>
            <progress class="progress" value=${poll.received} max=${poll.entitled || 1} aria-label=${turnout(poll)}></progress>
          </li>
        `)}
      </ul>
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
      <progress class="progress" value=${received} max=${entitled || 1} aria-label=${turnout(poll)}></progress>
      <p><${Countdown} poll=${poll} /></p>
      <p class="rule">${ruleSentence(poll)}</p>
    </div>
  `;
}
