/** A past vote in a line: how it ended, and what it was about. */
import { html } from "kernel/hooks.js";
import { TONES } from "polls/verdict.js";
import { outcomeWord, stateOfPoll } from "polls/words.js";

/** @param {{poll: import("kernel/types.js").Poll}} props */
export function PollLine({ poll }) {
  const { result, question } = poll;
  const words = result ? outcomeWord(result.verdict) : stateOfPoll(poll);
  return html`<span class="poll-line"><span class="chip ${result ? TONES[result.verdict] : ""}">${words}</span><span>${question}</span></span>`;
}
