/** A gentle reminder to those who have not voted: sent by the desk, heard by nobody else. */
import { html, useRecord, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, exactTime } from "kernel/time.js";
import { t } from "i18n";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("polls/casting.js").Duty} Duty */

/** @param {{poll: Poll}} props */
export function NudgeButton({ poll }) {
  const room = useRoom();
  const last = useRecord(`nudges/${poll.id}`);
  const now = useTick(1000);
  if (!room.may("polls.run")) return null;
  const isTooSoon = now < (last?.again_at ?? 0);
  return html`
    <div class="row tight nudge">
      <button type="button" class="button" disabled=${isTooSoon} data-test="nudge" onClick=${() => room.act("polls.nudge", { id: poll.id })}>
        <${Icon} name="bell" />${t("Remind them gently")}
      </button>
      ${last && html`<span class="quiet-text small-text numbers" role="status" data-test="nudged">${t("Reminded at {time}: {count}", { time: exactTime(last.at), count: last.count ?? 0 })}</span>`}
    </div>
  `;
}

/** When this person was reminded of an open vote in which a ballot of theirs is awaited; null if they were not. @param {Poll} poll */
export function useNudge(poll) {
  const mine = useRecord(`nudges/${poll.id}/${useRoom().viewer.person}`);
  return poll.state === "open" && mine ? mine.at : null;
}

/** @param {{at: number}} props */
export function Nudged({ at }) {
  return html`<p class="notice nudged" role="status" data-test="nudged-me"><${Icon} name="bell" /><span>${nudgeWords(at)}</span></p>`;
}

/** @param {number} at */
export const nudgeWords = (at) => t("A reminder at {time}: your ballot is still awaited.", { time: clockTime(at) });
