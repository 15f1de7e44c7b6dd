/**
 * A plan as a wall shows it: drawn out over the whole picture, each seat as large as its neighbours leave room for, so that names can be
 * read from afar. Who sits beside whom stays true; how far apart, a picture that fills the wall cannot say. Pure.
 *
 * @typedef {import("kernel/types.js").Plan} Plan
 * @typedef {{ x: number, y: number }} Spot
 * @typedef {{ wide: number, high: number }} Size of a seat
 * @typedef {{ at: (spot: Spot) => Spot, across: number, down: number, wide: number, high: number }} Drawn
 *   at: where a spot of the plan is in the picture; across, down: by how much lengths grow; wide, high: of every seat
 * @typedef {Drawn & { width: number, height: number, names: boolean }} Wall
 *   width, height: of the picture; names: whether names can be read in it, or only the seats' labels
 */

const [WIDEST, HIGHEST] = [300, 170];
const GAP = 8;
const EDGE = 10;
const ROUNDS = 4;
// How much of its height a letter is wide, in the boldest of our letters; and as how long a name people usually have.
const LETTER = 0.66;
// Labels are figures for the most part, which are narrower.
const FIGURE = 0.61;
const [USUAL, USUAL_LABEL] = [6, 3];

// What is left of a picture of 1920 × 1080 between the display's lines and the legend, and beside a list of names.
const [WIDTH, NARROWER, HEIGHT] = [1800, 1280, 800];
// Smaller letters of a name say nothing ten metres away.
const READABLE = 0.02 * 1080;

const nameSize = (/** @type {Size} */ seat) => lettering(seat, USUAL).size;
const labelSize = (/** @type {Size} */ seat) => labelling(seat, USUAL_LABEL);

/** The plan with names in its seats, or where they would be too small with labels alone. @param {Plan} plan @returns {Wall} */
export function wallFor(plan) {
  const whole = wallOf(plan, WIDTH, HEIGHT);
  const names = nameSize(whole) >= READABLE;
  const width = names ? WIDTH : NARROWER;
  return { ...(names ? whole : wallOf(plan, width, HEIGHT, labelSize)), width, height: HEIGHT, names };
}

/**
 * @param {Plan} plan
 * @param {number} width of the picture
 * @param {number} height
 * @param {(seat: Size) => number} [size] how large what stands in a seat can be
 * @returns {Drawn}
 */
export function wallOf(plan, width, height, size = nameSize) {
  const spots = [...plan.seats, ...plan.things];
  const [left, right] = ends(spots.map(({ x }) => x));
  const [top, bottom] = ends(spots.map(({ y }) => y));
  const drawn = (/** @type {number} */ wide, /** @type {number} */ high) => {
    const across = (width - wide - 2 * EDGE) / Math.max(1, right - left);
    const down = (height - high - 2 * EDGE) / Math.max(1, bottom - top);
    const at = (/** @type {Spot} */ { x, y }) => ({
      x: right > left ? EDGE + wide / 2 + (x - left) * across : width / 2,
      y: bottom > top ? EDGE + high / 2 + (y - top) * down : height / 2,
    });
    return { at, across, down, wide, high };
  };
  let wall = drawn(WIDEST, HIGHEST);
  // Smaller seats leave more room between them: it comes to rest within a few rounds, and the last word is on what is drawn.
  for (let round = 0; round < ROUNDS; round++) wall = drawn(...roomFor(plan.seats.map(wall.at), size));
  const [wide, high] = roomFor(plan.seats.map(wall.at), size);
  return { ...wall, wide: Math.min(wall.wide, wide), high: Math.min(wall.high, high) };
}

/** Of all seats that do not overlap, those that can be read best. @param {Spot[]} spots @param {(seat: Size) => number} size @returns {[number, number]} */
function roomFor(spots, size) {
  const apart = spots.flatMap((one, at) => spots.slice(0, at).map((other) => ({ x: Math.abs(one.x - other.x), y: Math.abs(one.y - other.y) })));
  /** @type {[number, number]} */
  let best = [0, 0];
  for (let wide = WIDEST; wide > GAP; wide -= GAP / 4) {
    const high = apart.reduce((least, one) => (one.x < wide + GAP ? Math.min(least, one.y - GAP) : least), HIGHEST);
    if (high > 0 && size({ wide, high }) > size({ wide: best[0], high: best[1] })) best = [wide, high];
  }
  return best;
}

/** @param {number[]} values @returns {[number, number]} */
const ends = (values) => (values.length ? [Math.min(...values), Math.max(...values)] : [0, 0]);

/**
 * How large the letters of a name can be: below the sign of the state, or (`beside`) between it and the label, whichever is larger.
 * @param {Size} seat @param {number} length of the longest name
 * @returns {{ size: number, beside: boolean, sign: number }} sign: how large that is
 */
export function lettering({ wide, high }, length) {
  const [above, left] = [Math.min(high * 0.36, wide * 0.3), high * 0.5];
  const below = Math.min(high * 0.46, (wide * 0.92) / (LETTER * length));
  const between = Math.min(high * 0.66, (wide - 2.6 * left) / (LETTER * length));
  return between > below ? { size: between, beside: true, sign: left } : { size: below, beside: false, sign: above };
}

/** How large the letters of a label can be that has the seat for itself. @param {Size} seat @param {number} length */
export const labelling = ({ wide, high }, length) => Math.min(high * 0.74, (wide * 0.94) / (FIGURE * length));
