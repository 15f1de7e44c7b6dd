/** A vote that is held again says so, and so does the one that it is held again of. */
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { t } from "i18n";
import { outcomeWord, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

/** @param {{poll: Poll}} props */
export function Earlier({ poll }) {
  const before = useRecord(`polls/${poll.repeats ?? ""}`);
  const again = useRecords("polls").filter(({ repeats }) => repeats === poll.id).sort((a, b) => a.at - b.at);
  return html`
    ${before && html`<${Line} poll=${before} words=${t("This vote repeats an earlier one: {outcome}", { outcome: outcomeOf(before) })} />`}
    ${again.map((later) => html`<${Line} key=${later.id} poll=${later} words=${t("It was repeated: {outcome}", { outcome: outcomeOf(later) })} />`)}
  `;
}

/** @param {{poll: Poll, words: string}} props */
function Line({ poll, words }) {
  const path = resultPath(useRoom().boot.meeting, poll);
  return html`
    <p class="earlier quiet-text small-text" data-test="earlier">
      <${Icon} name="rotate-cw" /><span>${words}${poll.result && html` · <a href=${path} target="_blank" rel="noopener">${t("See its result")}</a>`}</span>
    </p>
  `;
}

/** @param {Poll} poll */
function outcomeOf(poll) {
  const at = poll.closed_at ?? poll.opened_at;
  const words = poll.result ? outcomeWord(poll.result.verdict) : stateOfPoll(poll);
  return at ? `${words}, ${clockTime(at)}` : words;
}

/** The way to all published results on pages of their own. */
export function AllResults() {
  const { boot } = useRoom();
  return html`<a class="all-results" href=${resultPath(boot.meeting)} target="_blank" rel="noopener">${t("All results, to print and export")}</a>`;
}

/** Where published results stand by themselves. @param {string} meeting @param {Poll} [poll] all if none is named */
export const resultPath = (meeting, poll) => (poll ? `/meetings/${meeting}/polls/${poll.id}` : `/meetings/${meeting}/polls`);
