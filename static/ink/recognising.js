/** Which shape a hand meant that drew it freely and then held still. Pure; in page space. */

import { straight } from "ink/shaping.js";
import { NO_PRESSURE } from "ink/tools.js";

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{tool: "line"|"arrow"|"box"|"ellipse", points: number[]}} Meant */

const LEAST = 500; // what is smaller may be a letter
const DETOUR = 1.12; // of the way from end to end: so much longer a line may be
const BENT = 0.06; // so far from it a point of it may lie
const OPEN = 0.3; // so far apart the ends of what is closed may be, of its own size
const UNLIKE = 0.09; // so far its edge may be from the shape's, of half its size
const ROUNDS = [0.75, 1.4]; // so often it may go round
const STEPS = 64;
const THERE = 0.97; // of the way to the tip of an arrow: the hand comes by there again, between the barbs
const BARBS = [0.06, 0.5]; // so far they reach, aside at least and altogether at most, of the arrow's length
const UNEVEN = 0.35; // so much shorter one of them may be
const LEANING = 0.3; // so far back they go at least, of how far they go aside: else it is a T

/** @param {number[]} points of the stroke, triples @returns {Meant | null} null: it was no shape */
export function recognised(points) {
  const path = pathOf(points);
  const [left, top, right, bottom] = around(path);
  const [wide, high] = [right - left, bottom - top];
  const size = Math.hypot(wide, high);
  if (size < LEAST) return null;
  const [first, last] = [path[0], /** @type {Point} */ (path.at(-1))];
  const length = lengthOf(path);
  const apart = distance(first, last);
  if (length < DETOUR * apart && bend(path, first, last) < BENT * apart) return meant("line", first, straight(first, last));
  const tip = tipOf(path);
  if (tip) return meant("arrow", first, straight(first, tip));
  if (apart > OPEN * size || Math.min(wide, high) < LEAST / 2) return null;
  const evenly = sampled(path, length);
  const middle = /** @type {Point} */ ([(left + right) / 2, (top + bottom) / 2]);
  const [a, b] = [wide / 2, high / 2];
  const round = mean(evenly.map(([x, y]) => Math.abs(Math.hypot((x - middle[0]) / a, (y - middle[1]) / b) - 1)));
  const square = mean(evenly.map(([x, y]) => 1 - Math.max(Math.abs(x - middle[0]) / a, Math.abs(y - middle[1]) / b)));
  const isRound = round < square;
  const [least, most] = ROUNDS.map((rounds) => rounds * (isRound ? (Math.PI * (a + b)) : 2 * (wide + high)));
  if (Math.min(round, square) > UNLIKE || length < least || length > most) return null;
  return meant(isRound ? "ellipse" : "box", [left, top], [right, bottom]);
}

/**
 * The shape as it is when the hand goes on, by so much, without being lifted: the end of a line or the tip of an arrow follows it, or the nearest corner.
 * @param {Meant} shape @param {Point} from where the hand held still @param {Point} to @returns {number[]}
 */
export function drawnOn({ tool, points }, from, to) {
  const [x0, y0, , x1, y1] = points;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (tool === "line" || tool === "arrow") return meant(tool, [x0, y0], straight([x0, y0], [x1 + dx, y1 + dy])).points;
  const [isLeft, isTop] = [from[0] < (x0 + x1) / 2, from[1] < (y0 + y1) / 2];
  return meant(tool, [x0 + (isLeft ? dx : 0), y0 + (isTop ? dy : 0)], [x1 + (isLeft ? 0 : dx), y1 + (isTop ? 0 : dy)]).points;
}

/** @param {Point[]} path @returns {Point | null} where an arrow points to that was drawn in one go: along, then one barb, back, and the other */
function tipOf(path) {
  const [first] = path;
  const away = path.map((point) => distance(first, point));
  const reach = Math.max(...away);
  const at = away.findIndex((each) => each >= THERE * reach);
  const [shaft, head, tip] = [path.slice(0, at + 1), path.slice(at), path[away.indexOf(reach)]];
  if (lengthOf(shaft) > DETOUR * reach || bend(shaft, first, tip) > BENT * reach) return null;
  const [ahead, across] = [0, 1].map((axis) => (tip[axis] - first[axis]) / reach);
  const barbs = head.map(([x, y]) => ({
    back: (tip[0] - x) * ahead + (tip[1] - y) * across,
    aside: (y - tip[1]) * ahead - (x - tip[0]) * across,
  }));
  const [one, other] = [barbs.reduce((a, b) => (b.aside > a.aside ? b : a)), barbs.reduce((a, b) => (b.aside < a.aside ? b : a))];
  const [shorter, longer] = [one.aside, -other.aside].sort((a, b) => a - b);
  const isHead =
    shorter > Math.max(BARBS[0] * reach, UNEVEN * longer) &&
    head.every((point) => distance(point, tip) < BARBS[1] * reach) &&
    [one, other].every(({ back, aside }) => back > LEANING * Math.abs(aside));
  return isHead ? tip : null;
}

/** @param {Meant["tool"]} tool @param {Point} from @param {Point} to @returns {Meant} */
function meant(tool, from, to) {
  return { tool, points: [...from.map(Math.round), NO_PRESSURE, ...to.map(Math.round), NO_PRESSURE] };
}

/** @param {number[]} points @returns {Point[]} */
function pathOf(points) {
  return Array.from({ length: points.length / 3 }, (_, i) => [points[3 * i], points[3 * i + 1]]);
}

/** @param {Point[]} path @returns {[number, number, number, number]} */
function around(path) {
  const [xs, ys] = [0, 1].map((axis) => path.map((point) => point[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** @param {Point[]} path */
function lengthOf(path) {
  return path.slice(1).reduce((sum, point, i) => sum + distance(path[i], point), 0);
}

/** @param {Point[]} path @param {Point} from @param {Point} to @returns {number} how far it strays from the way between them */
function bend(path, [x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  return Math.max(...path.map(([x, y]) => Math.abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length));
}

/** @param {Point[]} path @param {number} length @returns {Point[]} equally far from one another, as a quick hand leaves fewer points */
function sampled(path, length) {
  /** @type {Point[]} */
  const found = [];
  let gone = 0;
  path.slice(1).forEach((point, i) => {
    const step = distance(path[i], point);
    for (; found.length < STEPS && (found.length * length) / STEPS <= gone + step; ) {
      const part = step ? ((found.length * length) / STEPS - gone) / step : 0;
      found.push([path[i][0] + part * (point[0] - path[i][0]), path[i][1] + part * (point[1] - path[i][1])]);
    }
    gone += step;
  });
  return found;
}

/** @param {Point} a @param {Point} b */
function distance(a, b) {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
