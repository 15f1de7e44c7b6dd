/**
 * Changing a plan: each change gives a new plan. Pure. Lengths in centimetres.
 *
 * @typedef {import("kernel/types.js").Plan} Plan
 * @typedef {Plan["seats"][number]} Seat
 * @typedef {Plan["things"][number]} Thing
 * @typedef {{ kind: "seat" | "thing", at: number }} Picked
 */

/** Places are on a grid, so that rows are straight. */
export const GRID = 5;
export const NEAREST = 60;
const TURN = 15;
const MARGIN = 60;
/** @type {Record<Thing["kind"], { width: number, depth: number }>} */
const SIZES = { table: { width: 180, depth: 80 }, podium: { width: 120, depth: 80 }, screen: { width: 240, depth: 20 }, door: { width: 100, depth: 20 } };

/** @param {number} value @param {number} most */
const held = (value, most) => Math.min(most, Math.max(0, Math.round(value / GRID) * GRID));

/** @param {Plan} plan @param {Picked} picked @returns {Seat | Thing | undefined} */
export const pickedIn = (plan, { kind, at }) => (kind === "seat" ? plan.seats[at] : plan.things[at]);

/** @param {Plan} plan @param {Picked} picked @param {number} x @param {number} y */
export function moved(plan, picked, x, y) {
  return changed(plan, picked, { x: held(x, plan.width), y: held(y, plan.depth) });
}

/** @param {Plan} plan @param {Picked} picked @param {1 | -1} way */
export function turned(plan, picked, way) {
  const turn = pickedIn(plan, picked)?.turn ?? 0;
  return changed(plan, picked, { turn: (turn + way * TURN + 360) % 360 });
}

/** @param {Plan} plan @param {Picked} picked @param {Partial<Seat & Thing>} change @returns {Plan} */
export function changed(plan, { kind, at }, change) {
  const put = (/** @type {any[]} */ list) => list.map((one, index) => (index === at ? { ...one, ...change } : one));
  return kind === "seat" ? { ...plan, seats: put(plan.seats) } : { ...plan, things: put(plan.things) };
}

/** @param {Plan} plan @param {Picked} picked @returns {Plan} */
export function without(plan, { kind, at }) {
  const others = (/** @type {any[]} */ list) => list.filter((_, index) => index !== at);
  return kind === "seat" ? { ...plan, seats: others(plan.seats) } : { ...plan, things: others(plan.things) };
}

/** A seat more, where there is room, under the lowest number that is free. @param {Plan} plan @returns {Plan} */
export function withSeat(plan) {
  const taken = new Set(plan.seats.map(({ label }) => label));
  let number = plan.seats.length + 1;
  while (taken.has(String(number))) number++;
  const [x, y] = freePlace(plan);
  return { ...plan, seats: [...plan.seats, { label: String(number), x, y, turn: 0 }] };
}

/** @param {Plan} plan @param {Thing["kind"]} kind @returns {Plan} */
export function withThing(plan, kind) {
  const { width, depth } = SIZES[kind];
  const thing = { kind, x: held(plan.width / 2, plan.width), y: held(plan.depth / 2, plan.depth), width: Math.min(width, plan.width), depth, turn: 0 };
  return { ...plan, things: [...plan.things, thing] };
}

/** Larger or smaller; what would lie outside comes in. @param {Plan} plan @param {number} width @param {number} depth @returns {Plan} */
export function resized(plan, width, depth) {
  const inside = (/** @type {any} */ one) => ({ ...one, x: Math.min(one.x, width), y: Math.min(one.y, depth) });
  return { ...plan, width, depth, seats: plan.seats.map(inside), things: plan.things.map(inside) };
}

/** A seat earlier or later in the order of honour. @param {Plan} plan @param {number} at @param {1 | -1} way @returns {Plan} */
export function reordered(plan, at, way) {
  const [from, to] = [plan.seats[at], plan.seats[at + way]];
  if (!from || !to) return plan;
  return { ...plan, seats: plan.seats.map((seat, index) => (index === at ? to : index === at + way ? from : seat)) };
}

/** What the server would refuse: seats in one another, labels twice. @param {Plan} plan @returns {Set<number>} places in `seats` */
export function faults(plan) {
  const found = new Set();
  plan.seats.forEach((seat, at) => {
    plan.seats.slice(0, at).forEach((other, before) => {
      if (Math.hypot(seat.x - other.x, seat.y - other.y) < NEAREST || seat.label === other.label) found.add(at).add(before);
    });
  });
  return found;
}

/** @param {Plan} plan */
function freePlace({ width, depth, seats }) {
  for (let y = MARGIN; y <= depth - MARGIN; y += NEAREST) {
    for (let x = MARGIN; x <= width - MARGIN; x += NEAREST) {
      if (seats.every((seat) => Math.hypot(seat.x - x, seat.y - y) >= NEAREST + GRID)) return [x, y];
    }
  }
  return [MARGIN, MARGIN];
}
