/** The seat map as large as a wall is, to be read from ten metres: a sign for the state, the seat's label, and the name if it fits. */
import { boot } from "kernel/boot.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { thingWord } from "seats/map.js";
import { shortName } from "seats/states.js";
import { labelling, lettering } from "seats/walling.js";
import { placeWords, SIGNS } from "seats/words.js";

/** @typedef {import("kernel/types.js").Plan} Plan */
/** @typedef {import("seats/states.js").Place} Place */
/** @typedef {import("seats/walling.js").Wall} Wall */

const [SHORTEST, SHORTEST_LABEL] = [4, 2];
// Where there is room for one thing only, this is told by its sign, and all else by how the seat is drawn.
const URGENT = ["speaking", "asks"];

/** @param {{ plan: Plan, places: Place[], wall: Wall }} props */
export function WallMap({ plan, places, wall }) {
  const longest = (/** @type {string[]} */ words, /** @type {number} */ least) => Math.max(least, ...words.map((word) => word.length));
  const letters = lettering(wall, longest(places.map(called), SHORTEST));
  const label = labelling(wall, longest(places.map((place) => place.label), SHORTEST_LABEL));
  return html`
    <svg class="seat-map wall" viewBox="0 0 ${wall.width} ${wall.height}" role="img" aria-label=${t("Seat map")}>
      ${plan.things.map((thing, index) => html`<${Thing} key=${index} thing=${thing} wall=${wall} />`)}
      ${places.map((place) =>
        wall.names
          ? html`<${Seat} key=${place.label} place=${place} wall=${wall} letters=${letters} />`
          : html`<${SmallSeat} key=${place.label} place=${place} wall=${wall} size=${label} />`,
      )}
    </svg>
  `;
}

/** @param {Place} place */
const called = ({ instead, name }) => shortName(instead || name);

/** @param {{ thing: Plan["things"][number], wall: Wall }} props */
function Thing({ thing, wall: { at, across, down } }) {
  const { x, y } = at(thing);
  const lies = thing.turn % 180 === 0;
  const [width, height] = [(lies ? thing.width : thing.depth) * across, (lies ? thing.depth : thing.width) * down];
  return html`
    <rect class="thing of-${thing.kind}" x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx="8"><title>${thingWord(thing.kind)}</title></rect>
  `;
}

/** @param {{ place: Place, wall: Wall, letters: ReturnType<typeof lettering> }} props */
function Seat({ place, wall: { at, wide, high }, letters: { size, beside, sign } }) {
  const { label, state, voted } = place;
  const { x, y } = at(place);
  const pad = sign * 0.2;
  const [left, top, small] = [pad - wide / 2, beside ? -sign / 2 : pad - high / 2, sign * (beside ? 0.55 : 0.75)];
  return html`
    <g class="seat ${state}" data-seat=${label} data-state=${state} data-voted=${voted} transform="translate(${x} ${y})">
      <title>${placeWords(place)}</title>
      <rect class="chair" x=${-wide / 2} y=${-high / 2} width=${wide} height=${high} rx="14" />
      <${Sign} name=${SIGNS[state]} x=${left} y=${top} size=${sign} />
      ${voted && html`<${Sign} name="vote" x=${beside ? -left - 2 * sign : left + sign + pad} y=${top} size=${sign} />`}
      <text class="label" x=${-left} y=${top + sign / 2 + small * 0.35} style=${{ fontSize: `${small}px` }}>${label}</text>${" "}
      <text class="name" y=${beside ? size * 0.35 : high * 0.36} style=${{ fontSize: `${size}px` }}>${called(place)}</text>
    </g>
  `;
}

/** @param {{ place: Place, wall: Wall, size: number }} props */
function SmallSeat({ place, wall: { at, wide, high }, size }) {
  const { label, state, voted } = place;
  const { x, y } = at(place);
  const sign = Math.min(wide, high) * 0.86;
  const told = voted ? "vote" : SIGNS[state];
  return html`
    <g class="seat ${state}" data-seat=${label} data-state=${state} data-voted=${voted} transform="translate(${x} ${y})">
      <title>${placeWords(place)}</title>
      <rect class="chair" x=${-wide / 2} y=${-high / 2} width=${wide} height=${high} rx="8" />
      ${
        voted || URGENT.includes(state)
          ? html`<${Sign} name=${told} x=${-sign / 2} y=${-sign / 2} size=${sign} />`
          : html`<text class="name" y=${size * 0.35} style=${{ fontSize: `${size}px` }}>${label}</text>`
      }
    </g>
  `;
}

/** @param {{ name: string, x: number, y: number, size: number }} props */
function Sign({ name, x, y, size }) {
  return html`<use class="sign" href=${`${boot().icons}#${name}`} x=${x} y=${y} width=${size} height=${size} />`;
}
