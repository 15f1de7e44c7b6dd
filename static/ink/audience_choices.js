import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { EVERYBODY, ICONS, isSameAudience, kindOf, MINE, named, PRESENTERS, unitsOf, wordsFor } from "ink/audience.js";

/** @typedef {import("ink/audience.js").Audience} Audience */

/**
 * Who is to see marks: I alone, everybody, or units and people of the meeting.
 * @param {{ink: import("ink/ink.js").Ink, audience: Audience, choose: (audience: Audience) => void, others?: boolean}} props
 *   others: somebody besides me, in any case
 */
export function AudienceChoices({ ink, audience, choose, others = false }) {
  const people = useRecords("participants").filter(({ person, role }) => ink.mayShare && person !== ink.me && role !== "display");
  const units = unitsOf(people).map((unit) => ({ value: `unit:${unit}`, words: unit }));
  const singles = people.map(({ person, name }) => ({ value: `person:${person}`, words: name }));
  const whole = [...(others ? [] : [MINE]), ...(ink.mayShare ? [EVERYBODY] : []), ...(ink.presents ? [PRESENTERS] : [])];
  const turn = (/** @type {string} */ one) => {
    const to = audience.to.includes(one) ? audience.to.filter((other) => other !== one) : [...audience.to, one];
    choose(to.length ? named(to) : others ? EVERYBODY : MINE);
  };
  return html`
    <div class="stack tight">
      ${whole.map((choice) => html`
        <button type="button" class="button quiet" key=${kindOf(choice)} aria-pressed=${isSameAudience(choice, audience)} onClick=${() => choose(choice)}>
          <${Icon} name=${ICONS[kindOf(choice)]} />${wordsFor(choice, [])}
        </button>
      `)}
    </div>
    <${Several} legend=${t("Units")} options=${units} to=${audience.to} turn=${turn} />
    <${Several} legend=${t("Single people")} options=${singles} to=${audience.to} turn=${turn} />
  `;
}

/** @param {{legend: string, options: {value: string, words: string}[], to: string[], turn: (one: string) => void}} props */
function Several({ legend, options, to, turn }) {
  if (!options.length) return null;
  return html`
    <fieldset>
      <legend class="small-text quiet-text">${legend}</legend>
      ${options.map(({ value, words }) => html`
        <label class="choice" key=${value}><input type="checkbox" checked=${to.includes(value)} onChange=${() => turn(value)} />${words}</label>
      `)}
    </fieldset>
  `;
}
