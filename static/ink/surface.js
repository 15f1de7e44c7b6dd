import { useContext, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html, RoomContext } from "kernel/hooks.js";
import { toPage } from "ink/geometry.js";
import { Hands } from "ink/hands.js";
import { inkOf } from "ink/ink.js";
import { Lights } from "ink/lights.js";
import { Others } from "ink/others.js";
import { unpack } from "ink/packing.js";
import { partOf } from "ink/parts.js";
import { Settled } from "ink/settled.js";
import { Wet } from "ink/wet.js";
import { ratioOf } from "papers/pages.js";
import { wordsAtHand, wordsOf } from "papers/words.js";

/** @typedef {import("papers/pages.js").Paper} Paper */

/**
 * The ink over one page.
 * @param {{paper: Paper, page: number, turn: number, pixels: number, sight: import("papers/column.js").Sight | null, ink: boolean,
 *   hands: {current: Hands|null}}} props
 *   turn: quarters clockwise. pixels: of the device, that the page is wide; 0: not known yet. sight: what is seen of the page, however
 *   it lies. ink: whether the person may draw. hands: is given what acts on the page
 */
export function Surface({ paper, page, turn, pixels, sight, ink: mayDraw, hands }) {
  const room = useContext(RoomContext);
  const ink = inkOf(room);
  const dry = useRef(/** @type {any} */ (null));
  const damp = useRef(/** @type {any} */ (null));
  const over = useRef(/** @type {any} */ (null));
  const layers = useRef(/** @type {Layers | null} */ (null));
  const turned = useRef(turn);
  turned.current = turn;
  const ratio = ratioOf(paper, page);

  useLayoutEffect(() => {
    const inSight = () => partInSight(dry.current, turned.current, ratio);
    const others = new Others(dry.current, ratio, inSight);
    const settled = new Settled(dry.current, `${paper.id}/${page}`, ratio, () => others.drop((id) => settled.has(id)));
    const made = { settled, others, wet: new Wet(damp.current, ratio, inSight), lights: new Lights(over.current) };
    layers.current = made;
    return () => [made.settled, made.others, made.lights].forEach((layer) => layer.close());
  }, []);

  useLayoutEffect(() => {
    const { wet, lights } = /** @type {Layers} */ (layers.current);
    const place = () => placeOf(dry.current, turn);
    const words = { words: () => wordsOf(paper, page), wordsAtHand: () => wordsAtHand(paper, page) };
    const here = new Hands({ room, ink, wet, lights, paper: paper.id, page, place, ...words }, mayDraw);
    hands.current = here;
    lights.turn(paper.id, page);
    return () => here.close();
  }, [room, paper.id, page, turn, mayDraw]);

  useLayoutEffect(() => {
    const { settled, others, wet } = /** @type {Layers} */ (layers.current);
    if (!pixels) return;
    settled.look(pixels, sight);
    others.look();
    wet.look(sight !== null);
  }, [pixels, String(sight)]);

  const isLaid = pixels > 0;
  useLayoutEffect(() => {
    const { settled } = /** @type {Layers} */ (layers.current);
    if (!isLaid) return;
    const show = () => settled.show(ink.on(paper.id, page));
    show();
    return heed(room, ink, show);
  }, [room, paper.id, page, isLaid]);

  useEffect(() => {
    const { others, lights } = /** @type {Layers} */ (layers.current);
    const grow = (/** @type {any} */ body, /** @type {string | undefined} */ by) => {
      if (body.paper !== paper.id || body.page !== page || room.store.get(`strokes/${body.id}`)) return;
      if (ink.sees({ ...body, by, shared: true })) others.grow({ ...body, points: unpack(body.points) });
    };
    const stops = [
      room.on("wet", grow),
      room.on("pointer", (body, by) => lights.shine(by ?? "", body)),
      room.store.subscribe((changed) => strokesIn(changed).forEach((id) => room.store.get(`strokes/${id}`) || others.drop((one) => one === id))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [room, paper.id, page]);

  return html`
    <div class="ink settled" ref=${dry} data-test="ink" data-strokes="0" aria-hidden="true"></div>
    <canvas class="ink wet" ref=${damp} aria-hidden="true"></canvas>
    <div class="lights" ref=${over} aria-hidden="true"></div>
  `;
}

/** @typedef {{settled: Settled, others: Others, wet: Wet, lights: Lights}} Layers */

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

/**
 * The part of the page that lies in the window now, whatever has moved since it last came to rest.
 * @param {HTMLElement} element over the page @param {number} turn @param {number} ratio
 */
function partInSight(element, turn, ratio) {
  const place = placeOf(element, turn);
  const window = /** @type {HTMLElement} */ (element.closest(".reader-window")).getBoundingClientRect();
  const a = toPage(Math.max(place.left, window.left), Math.max(place.top, window.top), place);
  const b = toPage(Math.min(place.left + place.width, window.right), Math.min(place.top + place.height, window.bottom), place);
  const [left, top, right, bottom] = [...a.map((edge, i) => Math.min(edge, b[i])), ...a.map((edge, i) => Math.max(edge, b[i]))];
  return partOf([left, top, right, bottom], (turn % 2 ? place.height : place.width) * devicePixelRatio, ratio);
}
