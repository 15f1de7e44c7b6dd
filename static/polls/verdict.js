/**
 * What a result says, as parts of a sentence: numbers and codes, never words. Pure.
 *
 * @typedef {import("kernel/types.js").Choice} Choice
 * @typedef {import("kernel/types.js").Rule} Rule
 * @typedef {import("kernel/types.js").Result} Result
 * @typedef {"adopted"|"rejected"|"adopted_by_chair"|"rejected_by_chair"|"blocked"} Outcome
 * @typedef {{yes: number, base: Rule["base"], base_number: number, fraction: string, strict: boolean, needed: number,
 *   outcome: Outcome}} Verdict
 * @typedef {{choice: Choice|"invalid"|"missing", count: number, share: number}} Bar  share of the scale, 0 to 1
 */

/** @type {Choice[]} */
export const CHOICES = ["yes", "no", "abstain"];

/** @param {Result} result @returns {Outcome} */
function outcome({ adopted, agrees, tie_by_chair }) {
  if (!agrees || adopted === null) return "blocked";
  const side = adopted ? "adopted" : "rejected";
  return tie_by_chair ? `${side}_by_chair` : side;
}

/** @param {Rule} rule @param {Result} result @returns {Verdict} */
export function verdict(rule, result) {
  return {
    yes: result.counts.yes,
    base: rule.base,
    base_number: result.base_number,
    fraction: `${rule.numerator}/${rule.denominator}`,
    strict: rule.strict,
    needed: result.needed,
    outcome: outcome(result),
  };
}

/**
 * Every bar and the threshold on one scale, so that a bar which reaches the line has the votes that were needed.
 *
 * @param {Result} result @returns {{bars: Bar[], threshold: number}}
 */
export function chart({ counts, entitled, received, base_number, needed }) {
  const missing = Math.max(0, entitled - received);
  const scale = Math.max(1, base_number, needed, missing, ...Object.values(counts));
  const bar = (/** @type {Bar["choice"]} */ choice, /** @type {number} */ count) => ({
    choice,
    count,
    share: count / scale,
  });
  const invalid = counts.invalid ? [bar("invalid", counts.invalid)] : [];
  return {
    bars: [...CHOICES.map((choice) => bar(choice, counts[choice])), ...invalid, bar("missing", missing)],
    threshold: needed / scale,
  };
}

/** @param {Result} result @returns {boolean|null} whether the published list adds up to the counts; null without a list */
export function recount({ counts, roll, trackers }) {
  const list = roll ?? trackers;
  if (!list) return null;
  return CHOICES.every((choice) => list.filter(([, chosen]) => chosen === choice).length === counts[choice]);
}

/** @param {Result} result @param {string} tracker @returns {Choice|null} */
export function choiceOf({ trackers }, tracker) {
  return trackers?.find(([published]) => published === tracker)?.[1] ?? null;
}
