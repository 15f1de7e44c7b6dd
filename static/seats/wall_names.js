/** Who speaks and who asks to, for a wall that has no room for names in its seats: with the seat, in letters for ten metres. */
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { waiting } from "floor/queue.js";
import { SIGNS, stateWord } from "seats/words.js";

/** @typedef {import("seats/states.js").Place} Place */

const SHOWN = 5;

/** @param {{ places: Place[] }} props */
export function WallNames({ places }) {
  const line = waiting(useRecords("speakers")).map(({ id }) => id);
  const at = (/** @type {Place} */ { speaker }) => line.indexOf(speaker ?? "");
  const asks = places.filter(({ state }) => state === "asks").sort((a, b) => at(a) - at(b));
  const more = asks.length - SHOWN;
  return html`
    <aside class="wall-names" data-test="wall-names">
      <ol>
        ${places.filter(({ state }) => state === "speaking").map((place) => html`<${Named} key=${place.label} place=${place} />`)}
        ${asks.slice(0, SHOWN).map((place) => html`<${Named} key=${place.label} place=${place} />`)}
      </ol>
      ${!asks.length && html`<p class="quiet-text">${t("Nobody is waiting to speak.")}</p>`}
      ${more > 0 && html`<p class="quiet-text">${t("Further people: {n}", { n: more })}</p>`}
    </aside>
  `;
}

/** @param {{ place: Place }} props */
function Named({ place: { label, name, instead, state } }) {
  return html`
    <li class=${state} data-name=${label}>
      <span class="swatch" title=${stateWord(state)}><${Icon} name=${SIGNS[state]} /></span>
      <span><strong>${instead || name}</strong> <span class="at">${label}</span></span>
    </li>
  `;
}
