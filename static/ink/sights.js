/** Which marks one wants to see. Pure. */

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {{mine: boolean, presenters: boolean, without: ReadonlySet<string>}} Sight  without: authors whose shared marks are out of sight */

/** @type {Sight} */
export const EVERYTHING = { mine: true, presenters: true, without: new Set() };

/**
 * @param {Pick<Stroke, "by"|"shared"|"layer">} mark @param {Sight} sight
 * @param {{me: string, hidden: boolean}} known hidden: chair or secretary have hidden the shared layer, and I am neither
 */
export function isSeen({ by, shared, layer }, sight, { me, hidden }) {
  if (by === me) return sight.mine;
  if (hidden && shared && layer === "") return false;
  if (layer === "presenter") return sight.presenters;
  return !sight.without.has(by);
}

/** @param {Sight} sight */
export const isEverything = ({ mine, presenters, without }) => mine && presenters && !without.size;

/** @param {Sight} sight @param {string} person @returns {Sight} with or without the marks of this person */
export function turned(sight, person) {
  const without = new Set(sight.without);
  if (!without.delete(person)) without.add(person);
  return { ...sight, without };
}

/** @param {Stroke[]} marks @param {string} me @returns {Map<string, number>} how many marks each of the others has shared */
export function authorsOf(marks, me) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { by, layer } of marks) if (by !== me && layer === "") counts.set(by, (counts.get(by) ?? 0) + 1);
  return counts;
}
