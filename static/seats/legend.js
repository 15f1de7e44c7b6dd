/** What the signs of the seat map mean, and how many there are of each. */
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { counts } from "seats/states.js";
import { SIGNS, stateWord } from "seats/words.js";

/** @param {{ places: import("seats/states.js").Place[], me?: string }} props */
export function Legend({ places, me }) {
  const voted = places.filter((place) => place.voted).length;
  return html`
    <ul class="seat-legend" aria-label=${t("What the signs mean")} data-test="seat-legend">
      ${[...counts(places)].map(
        ([state, count]) => html`<li key=${state} class=${state}><span class="swatch"><${Icon} name=${SIGNS[state]} /></span>${stateWord(state)} <strong class="numbers">${count}</strong></li>`,
      )}
      ${places.some(({ person }) => person && person === me) && html`<li class="own"><span class="swatch"><${Icon} name="user" /></span>${t("My seat")}</li>`}
      ${voted > 0 && html`<li class="has-voted"><span class="swatch"><${Icon} name="vote" /></span>${t("Has voted")} <strong class="numbers">${voted}</strong></li>`}
    </ul>
  `;
}
