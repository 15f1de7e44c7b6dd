import { useContext, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html, RoomContext } from "kernel/hooks.js";
import { Hands } from "ink/hands.js";
import { inkOf } from "ink/ink.js";
import { Lights } from "ink/lights.js";
import { unpack } from "ink/packing.js";
import { Settled } from "ink/settled.js";
import { Wet } from "ink/wet.js";
import { ratioOf } from "papers/pages.js";
import { wordsAtHand, wordsOf } from "papers/words.js";

/** @typedef {import("papers/pages.js").Paper} Paper */

const WIDEST = 2400;
const MOST_PIXELS = 8_000_000; // of one layer: 32 MB of a tablet's memory

/**
 * The ink over one page.
 * @param {{paper: Paper, page: number, turn: number, pixels: number, ink: boolean, hands: {current: Hands|null}}} props
 *   turn: quarters clockwise. pixels: of the device, that the page is wide; 0: not known yet. ink: whether the person may draw.
 *   hands: is given what acts on the page
 */
export function Surface({ paper, page, turn, pixels, ink: mayDraw, hands }) {
  const room = useContext(RoomContext);
  const ink = inkOf(room);
  const dry = useRef(/** @type {any} */ (null));
  const damp = useRef(/** @type {any} */ (null));
  const over = useRef(/** @type {any} */ (null));
  const layers = useRef(/** @type {Layers | null} */ (null));
  const ratio = ratioOf(paper, page);
  const width = canvasWidth(pixels, ratio);

  useLayoutEffect(() => {
    const made = { settled: new Settled(dry.current), wet: new Wet(damp.current), lights: new Lights(over.current) };
    layers.current = made;
    return () => (made.wet.close(), made.lights.close());
  }, []);

  useLayoutEffect(() => {
    const { settled, wet, lights } = /** @type {Layers} */ (layers.current);
    const place = () => placeOf(damp.current, turn);
    const words = { words: () => wordsOf(paper, page), wordsAtHand: () => wordsAtHand(paper, page) };
    const here = new Hands({ room, ink, wet, lights, paper: paper.id, page, place, ...words }, mayDraw);
    hands.current = here;
    wet.turn(paper.id, page);
    lights.turn(paper.id, page);
    settled.show([]);
    return () => here.close();
  }, [room, paper.id, page, turn, mayDraw]);

  useLayoutEffect(() => {
    const { settled, wet } = /** @type {Layers} */ (layers.current);
    if (!width) return;
    settled.resize(width, ratio);
    wet.resize(width, ratio);
    const show = () => settled.show(ink.on(paper.id, page));
    show();
    return heed(room, ink, show);
  }, [room, paper.id, page, width, ratio]);

  useEffect(() => {
    const { wet, lights } = /** @type {Layers} */ (layers.current);
    const stops = [
      room.on("wet", (body) => room.store.get(`strokes/${body.id}`) || wet.grow({ ...body, points: unpack(body.points) })),
      room.on("pointer", (body, by) => lights.shine(by ?? "", body)),
      room.store.subscribe((changed) => strokesIn(changed).forEach((id) => wet.drop(id))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [room]);

  return html`
    <canvas class="ink settled" ref=${dry} data-test="ink" data-strokes="0" aria-hidden="true"></canvas>
    <canvas class="ink wet" ref=${damp} aria-hidden="true"></canvas>
    <div class="lights" ref=${over} aria-hidden="true"></div>
  `;
}

/** @typedef {{settled: Settled, wet: Wet, lights: Lights}} Layers */

/**
 * Hears of whatever may change what is on the page.
 * @param {import("kernel/room.js").Room} room @param {import("ink/ink.js").Ink} ink @param {() => void} show
 */
function heed(room, ink, show) {
  let { pending } = room;
  const stops = [
    room.store.subscribe((changed) => strokesIn(changed).length && show()),
    room.subscribe(() => pending !== room.pending && ((pending = room.pending), show())),
    ink.subscribe(show),
  ];
  return () => stops.forEach((stop) => stop());
}

/** @param {HTMLElement} element @param {number} turn @returns {import("ink/geometry.js").Place} */
function placeOf(element, turn) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height, turn };
}

/** @param {Map<string, unknown>} changed @returns {string[]} the ids of strokes among what changed */
function strokesIn(changed) {
  return [...changed.keys()].filter((key) => key.startsWith("strokes/")).map((key) => key.slice("strokes/".length));
}

/** @param {number} pixels @param {number} ratio */
function canvasWidth(pixels, ratio) {
  return Math.round(Math.min(pixels, WIDEST, Math.sqrt(MOST_PIXELS / ratio)));
}
