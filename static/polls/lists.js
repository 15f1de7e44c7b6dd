/** What anybody can count again: the roll call of a named vote, the tracker list of a secret one. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { keptTracker } from "polls/tracker.js";
import { choiceOf, recount } from "polls/verdict.js";
import { choiceWord, ICONS } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Result} Result */
/** @typedef {import("kernel/types.js").Choice} Choice */

/** @param {{result: Result, roll: [string, Choice|null][]}} props */
export function RollCall({ result, roll }) {
  const participants = useRecords("participants");
  const names = new Map(participants.map((participant) => [participant.person, participant]));
  const me = useRoom().viewer.person;
  return html`
    <details class="fold poll-list">
      <summary><${Icon} name="chevron-right" />${t("Roll call: who voted what")}</summary>
      <${Recount} result=${result} />
      <table class="table">
        <thead><tr><th>${t("Full name")}</th><th>${t("Vote")}</th></tr></thead>
        <tbody>
          ${roll.map(
            ([person, choice]) => html`
              <tr key=${person} class=${person === me ? "own" : ""}>
                <td>${names.get(person)?.name ?? person}<span class="office">${names.get(person)?.title}</span></td>
                <td class=${choice ?? "missing"}><${Icon} name=${ICONS[choice ?? "missing"]} />${choiceWord(choice ?? "missing")}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}

/** @param {{poll: Poll, result: Result, trackers: [string, Choice][]}} props */
export function Trackers({ poll, result, trackers }) {
  const person = useRoom().viewer.person;
  const mine = keptTracker(poll.id, person);
  return html`
    <details class="fold poll-list">
      <summary><${Icon} name="chevron-right" />${t("Ballots by tracker")}</summary>
      <${Recount} result=${result} />
      <ul class="trackers">
        ${trackers.map(
          ([tracker, choice], index) => html`
            <li key=${index} class="${choice} ${tracker === mine ? "own" : ""}">
              <${Icon} name=${ICONS[choice]} /><code>${tracker}</code><span>${choiceWord(choice)}</span>
              ${tracker === mine && html`<strong>${t("your ballot")}</strong>`}
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}

/**
 * Says that this device found its own ballot, and not how it was cast: neighbours can see the screen.
 *
 * @param {{poll: Poll, result: Result}} props
 */
export function OwnBallot({ poll, result }) {
  const person = useRoom().viewer.person;
  const voted = useRecord(`ballots/${poll.id}/${person}`);
  const mine = keptTracker(poll.id, person);
  if (!voted || !mine || !result.trackers) return null;
  return choiceOf(result, mine)
    ? html`
        <p class="notice ok" data-test="own-ballot-found">
          <${Icon} name="shield-check" /><span>${t("This device found your ballot in the published list. Open the list to see how it was counted.")}</span>
        </p>
      `
    : html`
        <p class="notice danger" role="alert" data-test="own-ballot-missing">
          <${Icon} name="triangle-alert" />
          <span>${t("The tracker kept on this device is not in the published list. If you did not vote on another device, tell the secretary.")}</span>
        </p>
      `;
}

/** @param {{result: Result}} props */
function Recount({ result }) {
  return recount(result)
    ? html`<p class="recount"><${Icon} name="check" />${t("This device counted the list again: it agrees with the result.")}</p>`
    : html`<p class="recount wrong"><${Icon} name="triangle-alert" />${t("This device counted the list again: it does not agree with the result.")}</p>`;
}
