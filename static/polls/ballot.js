/** Choosing and confirming. Nothing leaves this device before the confirmation. */
import { useLayoutEffect, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { CHOICES } from "polls/ballots.js";
import { castOf } from "polls/casting.js";
import { BallotForm } from "polls/forms.js";
import { KeyCheck } from "polls/keeping.js";
import { seal, sealForSeveral } from "polls/seal.js";
import { trackerFor } from "polls/tracker.js";
import { ballotWords, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

const TYPING_PAUSE_MS = 1500;
const LONGEST_OPINION = 2000;
const FEW = 5; // voters, of whom each may guess the others' ballots from the result

/** @param {Poll} poll @param {string} choice @param {string} member whose ballot it is @param {string} opinion @returns {Record<string, string>} what is sent */
function ballotOf({ id, secret, public_key, keys, shape }, choice, member, opinion) {
  if (!secret) return { poll: id, choice, ...(opinion ? { opinion } : {}) };
  const plain = { poll: id, shape, choice, tracker: trackerFor(id, member) };
  if (keys) return { poll: id, sealed: sealForSeveral({ ...plain, keys }) };
  if (!public_key) throw new Error("the poll is secret and has no key");
  return { poll: id, sealed: seal({ ...plain, public_key }) };
}

/**
 * @param {{poll: Poll, member: string, before: string|null, typing: boolean, problem: string, setProblem: (problem: string) => void, done?: () => void}} props
 *   member: whose ballot it is; before: the ballot that may be changed; typing: somebody was writing when the sheet opened;
 *   problem: why the last attempt was refused; done: it has been sent
 */
export function Ballot({ poll, member, before, typing, problem, setProblem, done = () => {} }) {
  const room = useRoom();
  const [choice, choose] = useState(before);
  const [opinion, setOpinion] = useState("");
  const other = member === room.viewer.person ? "" : member;
  const confirm = async () => {
    const last = castOf(room.pending, poll.id, other);
    if (!choice || (last && last.state !== "recorded")) return;
    const asked = room.act("polls.cast", { ...ballotOf(poll, choice, member, opinion.trim()), ...(other ? { member: other } : {}) });
    done();
    const { error } = await asked;
    if (error) setProblem(error.message ?? error.code);
  };
  const tone = poll.shape.form === "motion" ? (choice ?? "") : "primary";
  useKeys({ typing, choice, choose: poll.shape.form === "motion" ? choose : () => {}, confirm });
  return html`
    <div class="ballot" data-test="ballot">
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <${BallotForm} shape=${poll.shape} chosen=${choice} choose=${choose} />
      ${poll.shape.opinion && html`<${Opinion} value=${opinion} change=${setOpinion} />`}
      <div class="decide">
        <button type="button" class="button large confirm ${tone}" disabled=${!choice} data-test="confirm-ballot" onClick=${confirm}>
          <${Icon} name="check" /><span>${confirmWords(poll, choice)}</span>
        </button>
        <p class="quiet-text">
          ${poll.ways.changeable ? t("You may change it until the vote closes.") : t("A confirmed vote is final.")} <span class="numbers">${turnout(poll)}.</span>
        </p>
      </div>
      ${poll.secret && html`<p class="secrecy"><${Icon} name="info" /><span>${secrecy(poll)}</span></p>`}
      ${poll.secret && poll.entitled <= FEW && html`<p class="secrecy" data-test="few-voters"><${Icon} name="triangle-alert" /><span>${few(poll)}</span></p>`}
      ${poll.keys && html`<${KeyCheck} keys=${poll.keys} />`}
    </div>
  `;
}

/** What is confirmed, said once more; of a long list it stands in the list. @param {Poll} poll @param {string|null} choice */
function confirmWords({ shape }, choice) {
  if (!choice) return t("Choose, then confirm");
  return shape.form === "each" ? t("Confirm these votes") : t("Confirm: {choice}", { choice: ballotWords(shape, choice) });
}

/** Exactly what is promised, and what is not. @param {Poll} poll */
function secrecy({ keys }) {
  if (!keys) return ofTheServer();
  return t(
    "Your choice is sealed on this device and can be opened only with {needed} of the {count} keys that people in this meeting keep, after the vote has closed; it is then published without your name, but whoever runs the server during the count could learn it, and so could anyone when the vote is very small or unanimous.",
    { needed: keys.needed, count: keys.holders.length },
  );
}

/** @param {Poll} poll */
const few = ({ entitled }) => t("Only {count} people vote: the result alone may tell how you voted.", { count: entitled });

const ofTheServer = () =>
  t(
    "Your choice is sealed on this device until the vote closes and is then published without your name, but whoever runs the server during the count could learn it, and so could anyone when the vote is very small or unanimous.",
  );

/** @param {{value: string, change: (value: string) => void}} props */
function Opinion({ value, change }) {
  return html`
    <div class="field">
      <label for="ballot-opinion">${t("Other opinion, if you have one")}</label>
      <textarea id="ballot-opinion" maxlength=${LONGEST_OPINION} value=${value} data-test="opinion"
        onInput=${(/** @type {any} */ { target }) => change(target.value)}></textarea>
    </div>
  `;
}

/**
 * 1, 2, 3 choose and Enter confirms; Enter on any other button stays that button's.
 *
 * @param {{typing: boolean, choice: string|null, choose: (choice: string) => void, confirm: () => void}} props
 */
function useKeys({ typing, choice, choose, confirm }) {
  const [since] = useState(() => performance.now());
  useLayoutEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || target.closest("textarea, input")) return;
      if (typing && event.timeStamp - since < TYPING_PAUSE_MS) return;
      const option = CHOICES[Number(event.key) - 1];
      if (option) choose(option);
      else if (event.key === "Enter" && confirms(target, choice)) (event.preventDefault(), confirm());
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/** @param {HTMLElement} target @param {string|null} choice */
function confirms(target, choice) {
  const button = target.closest("button");
  return choice !== null && (!button || button.dataset.choice === choice);
}
