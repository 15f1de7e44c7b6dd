/** The room as it is drawn, with what goes on at each seat. */
import { boot } from "kernel/boot.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { shortName } from "seats/states.js";
import { placeWords, SIGNS } from "seats/words.js";

/** @typedef {import("kernel/types.js").Plan} Plan */
/** @typedef {import("seats/states.js").Place} Place */

const SEAT = 70;
const TAP = 48;
/** Round the outermost seats and things. */
const EDGE = 60;

/**
 * @param {{ plan: Plan, places: Place[], me?: string, chosen?: string | null, onSeat?: (place: Place) => void, dragged?: (place: Place) => any }} props
 *   onSeat: seats are buttons; without it the map is a picture. dragged: further properties of a seat that can be taken elsewhere
 */
export function SeatMap({ plan, places, me, chosen = null, onSeat, dragged }) {
  // So large that every seat can be touched, however many there are.
  const [left, top, width, depth] = frame(plan);
  const least = onSeat ? { minInlineSize: pixels(width), minBlockSize: pixels(depth) } : undefined;
  return html`
    <svg class="seat-map" viewBox="${left} ${top} ${width} ${depth}" style=${least} role=${onSeat ? "group" : "img"} aria-label=${t("Seat map")}>
      ${plan.things.map((thing, index) => html`<${Thing} key=${index} thing=${thing} />`)}
      ${places.map((place) => html`<${Seat} key=${place.label} place=${place} mine=${place.person !== null && place.person === me} chosen=${place.label === chosen} onSeat=${onSeat} dragged=${dragged} />`)}
    </svg>
  `;
}

/** @param {number} length */
const pixels = (length) => `${Math.ceil((length / SEAT) * TAP)}px`;

/** What of the room is to be seen: all that stands there, as large as it can be. @param {Plan} plan */
function frame({ width, depth, seats, things }) {
  const reach = (/** @type {Plan["things"][number]} */ one) => (one.turn % 180 ? Math.max(one.width, one.depth) / 2 : 0);
  const parts = [
    ...seats.map(({ x, y }) => ({ x, y, dx: 0, dy: 0 })),
    ...things.map((one) => ({ x: one.x, y: one.y, dx: reach(one) || one.width / 2, dy: reach(one) || one.depth / 2 })),
  ];
  if (!parts.length) return [0, 0, width, depth];
  const [left, top] = [Math.min(...parts.map(({ x, dx }) => x - dx)) - EDGE, Math.min(...parts.map(({ y, dy }) => y - dy)) - EDGE];
  const [right, bottom] = [Math.max(...parts.map(({ x, dx }) => x + dx)) + EDGE, Math.max(...parts.map(({ y, dy }) => y + dy)) + EDGE];
  return [left, top, right - left, bottom - top];
}

/** @param {{ thing: Plan["things"][number] }} props */
export function Thing({ thing: { kind, x, y, width, depth, turn } }) {
  return html`
    <rect class="thing of-${kind}" x=${x - width / 2} y=${y - depth / 2} width=${width} height=${depth} rx="8"
          transform="rotate(${turn} ${x} ${y})"><title>${thingWord(kind)}</title></rect>
  `;
}

/** @param {Plan["things"][number]["kind"]} kind */
export function thingWord(kind) {
  const words = { table: t("Table"), podium: t("Podium"), screen: t("Screen"), door: t("Door") };
  return words[kind];
}

/** @param {{ place: Place, mine: boolean, chosen: boolean, onSeat?: (place: Place) => void, dragged?: (place: Place) => any }} props */
function Seat({ place, mine, chosen, onSeat, dragged }) {
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onSeat?.(place);
  };
  const button = onSeat
    ? { role: "button", tabindex: 0, "aria-label": placeWords(place), "aria-pressed": chosen, onClick: () => onSeat(place), onKeyDown: press }
    : {};
  const { label, x, y, turn, state, voted, instead, name } = place;
  return html`
    <g class="seat ${state} ${chosen ? "chosen" : ""}" data-seat=${label} data-state=${state} data-voted=${voted} transform="translate(${x} ${y})" ...${button}
       ...${dragged?.(place)}>
      ${!onSeat && html`<title>${placeWords(place)}</title>`}
      ${mine && html`<rect class="own" x="-42" y="-42" width="84" height="84" rx="21" />`}
      <rect class="chair" x="-35" y="-35" width="70" height="70" rx="15" />
      <path class="back" d="M-24 38H24" transform="rotate(${turn})" />
      <${Sign} name=${SIGNS[state]} />
      <text class="label" y="-17">${label}</text>${" "}
      <text class="name" y="28">${shortName(instead || name)}</text>
      ${voted && html`<g class="voted"><circle cx="32" cy="-32" r="15" /><${Sign} name="vote" x=${21} y=${-43} size=${22} /></g>`}
    </g>
  `;
}

/** @param {{ name: string, x?: number, y?: number, size?: number }} props */
function Sign({ name, x = -13, y = -14, size = 26 }) {
  return html`<use class="sign" href=${`${boot().icons}#${name}`} x=${x} y=${y} width=${size} height=${size} />`;
}
