/** Choosing and confirming. Nothing leaves this device before the confirmation. */
import { useLayoutEffect, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { castOf } from "polls/casting.js";
import { seal } from "polls/seal.js";
import { trackerFor } from "polls/tracker.js";
import { CHOICES } from "polls/verdict.js";
import { choiceWord, ICONS, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Choice} Choice */

const TYPING_PAUSE_MS = 1500;

/** @param {Poll} poll @param {Choice} choice @param {string} person @returns {Record<string, string>} what is sent */
function ballotOf({ id, secret, public_key }, choice, person) {
  if (!secret) return { poll: id, choice };
  if (!public_key) throw new Error("the poll is secret and has no key");
  return { poll: id, sealed: seal({ poll: id, public_key, choice, tracker: trackerFor(id, person) }) };
}

/**
 * @param {{poll: Poll, typing: boolean, problem: string, setProblem: (problem: string) => void}} props
 *   typing: somebody was writing when the sheet opened; problem: why the last attempt was refused
 */
export function Ballot({ poll, typing, problem, setProblem }) {
  const room = useRoom();
  const [choice, choose] = useState(/** @type {Choice|null} */ (null));
  const confirm = async () => {
    if (!choice || castOf(room.pending, poll.id)) return;
    const { error } = await room.act("polls.cast", ballotOf(poll, choice, room.viewer.person));
    if (error) setProblem(error.message ?? error.code);
  };
  useKeys({ typing, choice, choose, confirm });
  return html`
    <div class="ballot" data-test="ballot">
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <div class="options" role="group" aria-label=${t("Your choice")}>
        ${CHOICES.map(
          (option, index) =>
            html`<${Option} key=${option} option=${option} digit=${index + 1} chosen=${choice === option} choose=${choose} />`,
        )}
      </div>
      <div class="decide">
        <button
          type="button"
          class="button large confirm ${choice ?? ""}"
          disabled=${!choice}
          data-test="confirm-ballot"
          onClick=${confirm}
        >
          <${Icon} name="check" />${choice ? t("Confirm: {choice}", { choice: choiceWord(choice) }) : t("Choose, then confirm")}
        </button>
        <p class="quiet-text">${t("A confirmed vote is final.")} <span class="numbers">${turnout(poll)}.</span></p>
      </div>
      ${poll.secret && html`<p class="secrecy"><${Icon} name="info" /><span>${secrecy()}</span></p>`}
    </div>
  `;
}

/** Exactly what is promised, and what is not. */
const secrecy = () =>
  t(
    "Your choice is sealed on this device until the vote closes and is then published without your name, but whoever runs the server during the count could learn it, and so could anyone when the vote is very small or unanimous.",
  );

/** @param {{option: Choice, digit: number, chosen: boolean, choose: (choice: Choice) => void}} props */
function Option({ option, digit, chosen, choose }) {
  return html`
    <button
      type="button"
      class="option ${option}"
      aria-pressed=${chosen ? "true" : "false"}
      aria-keyshortcuts=${digit}
      data-test=${`vote-${option}`}
      data-choice=${option}
      onClick=${() => choose(option)}
    >
      <${Icon} name=${ICONS[option]} />
      <span class="word">${choiceWord(option)}</span>
      <kbd aria-hidden="true">${digit}</kbd>
    </button>
  `;
}

/**
 * 1, 2, 3 choose and Enter confirms; Enter on any other button stays that button's.
 *
 * @param {{typing: boolean, choice: Choice|null, choose: (choice: Choice) => void, confirm: () => void}} props
 */
function useKeys({ typing, choice, choose, confirm }) {
  const [since] = useState(() => performance.now());
  useLayoutEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (typing && event.timeStamp - since < TYPING_PAUSE_MS) return;
      const target = /** @type {HTMLElement} */ (event.target);
      const option = CHOICES[Number(event.key) - 1];
      if (option) choose(option);
      else if (event.key === "Enter" && confirms(target, choice)) (event.preventDefault(), confirm());
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/** @param {HTMLElement} target @param {Choice|null} choice */
function confirms(target, choice) {
  const button = target.closest("button");
  return choice !== null && (!button || button.dataset.choice === choice);
}
