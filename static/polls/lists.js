/** What anybody can count again: the roll call of a named vote, the tracker list of a secret one. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { keptTracker } from "polls/tracker.js";
import { ballotOf, recount } from "polls/verdict.js";
import { ballotIcon, ballotWords, choiceWord, countWords, ICONS } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Result} Result */

/** @param {{poll: Poll, result: Result, roll: import("kernel/types.js").Rolled[]}} props */
export function RollCall({ poll, result, roll }) {
  const participants = useRecords("participants");
  const names = new Map(participants.map((participant) => [participant.person, participant]));
  const me = useRoom().viewer.person;
  return html`
    <details class="fold poll-list">
      <summary><${Icon} name="chevron-right" />${t("Roll call: who voted what")}</summary>
      <${Recount} poll=${poll} result=${result} />
      <table class="table">
        <thead><tr><th>${t("Full name")}</th><th>${t("Vote")}</th></tr></thead>
        <tbody>
          ${roll.map(
            (line) => html`
              <tr key=${line.person} class=${line.person === me ? "own" : ""}>
                <td>${names.get(line.person)?.name ?? line.person}<span class="office">${names.get(line.person)?.title}</span></td>
                <${Said} shape=${poll.shape} line=${line} caster=${line.by ? (names.get(line.by)?.name ?? line.by) : ""} />
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}

/** @param {{shape: Poll["shape"], line: import("kernel/types.js").Rolled, caster: string}} props caster: who cast it, if not the member */
function Said({ shape, line, caster }) {
  const { ballot, weight, opinion, paper } = line;
  const notes = [
    caster && t("cast by {name}", { name: caster }),
    paper && t("on paper"),
    weight && t("weight {weight}", { weight: countWords({ unit: "weight" }, weight) }),
  ].filter(Boolean);
  return html`
    <td class=${ballot ?? "missing"}>
      <${Icon} name=${ballot ? ballotIcon(shape, ballot) : ICONS.missing} />${ballot ? ballotWords(shape, ballot) : choiceWord("missing")}
      ${notes.length > 0 && html`<span class="office">${notes.join(", ")}</span>`}
      ${opinion && html`<span class="opinion">${opinion}</span>`}
    </td>
  `;
}

/** @param {{poll: Poll, result: Result, trackers: [string, string][]}} props */
export function Trackers({ poll, result, trackers }) {
  const person = useRoom().viewer.person;
  const mine = keptTracker(poll.id, person);
  return html`
    <details class="fold poll-list">
      <summary><${Icon} name="chevron-right" />${t("Ballots by tracker")}</summary>
      <${Recount} poll=${poll} result=${result} />
      <ul class="trackers">
        ${trackers.map(
          ([tracker, ballot], index) => html`
            <li key=${index} class="${ballot} ${tracker === mine ? "own" : ""}">
              <${Icon} name=${ballotIcon(poll.shape, ballot)} /><code>${tracker}</code><span>${ballotWords(poll.shape, ballot)}</span>
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
  return ballotOf(result, mine)
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

/** @param {{poll: Poll, result: Result}} props */
function Recount({ poll, result }) {
  const agrees = recount(poll, result);
  if (agrees === null) return null;
  return agrees
    ? html`<p class="recount"><${Icon} name="check" />${t("This device counted the list again: it agrees with the result.")}</p>`
    : html`<p class="recount wrong"><${Icon} name="triangle-alert" />${t("This device counted the list again: it does not agree with the result.")}</p>`;
}
