/** A past vote in a line: how it ended, and what it was about. */
import { html } from "kernel/hooks.js";
import { verdict } from "polls/verdict.js";
import { outcomeWord, stateOfPoll } from "polls/words.js";

/** @param {{poll: import("kernel/types.js").Poll}} props */
export function PollLine({ poll }) {
  const outcome = poll.result ? verdict(poll.rule, poll.result).outcome : null;
  const words = outcome ? outcomeWord(outcome) : stateOfPoll(poll);
  const tone = outcome?.startsWith("adopted") ? "ok" : outcome?.startsWith("rejected") ? "danger" : "";
  return html`<span class="poll-line"><span class="chip ${tone}">${words}</span><span>${poll.question}</span></span>`;
}
