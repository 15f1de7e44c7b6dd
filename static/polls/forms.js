/** How a ballot of each shape is filled in. Each form tells the ballot's text, or null while it is none. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { ABSTAIN, answersOf, CHOICES, picksOf, tapped, textOfAnswers, textOfPicks } from "polls/ballots.js";
import { choiceWord, ICONS } from "polls/words.js";

/** @typedef {import("kernel/types.js").Choice} Choice */
/** @typedef {import("kernel/types.js").Shape} Shape */
/** @typedef {{shape: Shape, chosen: string|null, choose: (text: string|null) => void}} Props  chosen: the ballot as it stands */

/** @param {Props} props */
export function BallotForm(props) {
  const forms = { motion: OnMotion, one: OnOptions, several: OnOptions, ranked: OnOptions, each: OnEach };
  return html`<${forms[props.shape.form]} ...${props} />`;
}

/** @param {Props} props */
function OnMotion({ chosen, choose }) {
  return html`
    <div class="options" role="group" aria-label=${t("Your choice")}>
      ${CHOICES.map((choice, index) => html`<${Option} key=${choice} choice=${choice} digit=${index + 1} chosen=${chosen === choice} choose=${() => choose(choice)} />`)}
    </div>
  `;
}

/** @param {{choice: Choice, digit: number, chosen: boolean, choose: () => void}} props */
function Option({ choice, digit, chosen, choose }) {
  return html`
    <button
      type="button"
      class="option ${choice}"
      aria-pressed=${chosen ? "true" : "false"}
      aria-keyshortcuts=${digit}
      data-test=${`vote-${choice}`}
      data-choice=${choice}
      onClick=${choose}
    >
      <${Icon} name=${ICONS[choice]} />
      <span class="word">${choiceWord(choice)}</span>
      <kbd aria-hidden="true">${digit}</kbd>
    </button>
  `;
}

/** One option, several, or all in order: a tap puts an option in, another takes it out. @param {Props} props */
function OnOptions({ shape, chosen, choose }) {
  const [picks, setPicks] = useState(() => (chosen ? picksOf(chosen) : []));
  const tap = (/** @type {number} */ option) => {
    const next = tapped(shape, picks, option);
    setPicks(next);
    choose(textOfPicks(shape, next));
  };
  const abstain = () => (setPicks([]), choose(ABSTAIN));
  return html`
    <p class="quiet-text">${howMany(shape)}</p>
    <ul class="picks" aria-label=${t("Your choice")}>
      ${shape.options.map((name, option) => html`<${Pick} key=${option} ...${{ shape, name, option }} place=${picks.indexOf(option)} tap=${() => tap(option)} />`)}
      <li>
        <button type="button" class="pick abstain" aria-pressed=${chosen === ABSTAIN ? "true" : "false"} data-test="vote-abstain" onClick=${abstain}>
          <${Icon} name=${ICONS.abstain} /><span>${choiceWord("abstain")}</span>
        </button>
      </li>
    </ul>
  `;
}

/** @param {{shape: Shape, name: string, option: number, place: number, tap: () => void}} props place: -1 if it is not chosen */
function Pick({ shape, name, option, place, tap }) {
  const isIn = place >= 0;
  const mark = shape.form === "ranked" && isIn ? html`<span class="place numbers">${place + 1}</span>` : html`<${Icon} name=${isIn ? "circle-check" : "circle-dashed"} />`;
  return html`
    <li>
      <button type="button" class="pick" aria-pressed=${isIn ? "true" : "false"} data-test=${`vote-option-${option}`} onClick=${tap}>
        ${mark}<span>${name}</span>
      </button>
    </li>
  `;
}

/** @param {Shape} shape */
function howMany({ form, least = 1, most = 1 }) {
  if (form === "ranked") return t("Tap the options in the order in which you prefer them; you need not name all.");
  if (form === "one") return t("Choose one.");
  return least === most ? t("Choose {count}.", { count: most }) : t("Choose {least} to {most}.", { least, most });
}

/** @param {Props} props */
function OnEach({ shape, chosen, choose }) {
  const [answers, setAnswers] = useState(() => (chosen ? answersOf(chosen) : shape.options.map(() => /** @type {Choice|null} */ (null))));
  const answer = (/** @type {number} */ option, /** @type {Choice} */ choice) => {
    const next = answers.with(option, choice);
    setAnswers(next);
    choose(textOfAnswers(next));
  };
  return html`
    <ul class="each">
      ${shape.options.map((name, option) => html`
        <li key=${option} role="group" aria-label=${name}>
          <span class="name">${name}</span>
          ${CHOICES.map((choice) => html`
            <button type="button" key=${choice} class="small-option ${choice}" aria-pressed=${answers[option] === choice ? "true" : "false"}
              data-test=${`vote-${option}-${choice}`} onClick=${() => answer(option, choice)}>
              <${Icon} name=${ICONS[choice]} />${choiceWord(choice)}
            </button>
          `)}
        </li>
      `)}
    </ul>
  `;
}
