/**
 * Somebody's stroke as it is heard of, piece by piece. Pure.
 *
 *   H1  A piece says how many points are before it, and takes the place of all that came after those.
 *   H2  A piece that was lost leaves a straight line: the stroke goes on growing, and its record puts it right.
 *   H3  A piece of nothing after nothing takes the stroke back.
 *
 * @typedef {{points: number[], lost: number}} Heard  lost: points that never came
 */

/** @param {Heard | undefined} known @param {number} from points before the piece @param {number[]} points @returns {Heard} */
export function heard(known, from, points) {
  const { points: before, lost } = known ?? { points: [], lost: 0 };
  const at = Math.max(0, from - lost);
  const missing = Math.max(0, at - before.length / 3);
  return { points: [...before.slice(0, 3 * at), ...points], lost: lost + missing };
}
