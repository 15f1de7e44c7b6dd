/**
 * What a result shows beside its sentence: tone, bars, and what a list adds up to. Numbers and codes, never words. Pure.
 *
 * @typedef {import("kernel/types.js").Choice} Choice
 * @typedef {import("kernel/types.js").Counts} Counts
 * @typedef {import("kernel/types.js").Outcome} Outcome
 * @typedef {import("kernel/types.js").Poll} Poll
 * @typedef {import("kernel/types.js").Result} Result
 * @typedef {import("kernel/types.js").Rule} Rule
 * @typedef {import("kernel/types.js").Verdict} Verdict
 * @typedef {{choice: Choice|"invalid"|"missing"|number, count: number, share: number}} Bar
 *   choice: a number for an option; count: heads or millionths; share: of the scale, 0 to 1
 */
import { CHOICES, saysOf } from "polls/ballots.js";

/** @type {Record<Verdict, "ok"|"danger"|"warn">} */
export const TONES = {
  ...{ adopted: "ok", elected: "ok", rejected: "danger", not_elected: "danger" },
  ...{ partly_elected: "warn", tie: "warn", no_quorum: "warn", blocked: "warn" },
};

/** @param {Rule} rule @param {Outcome} outcome @returns {Counts} in the rule's unit */
export function countsOf({ unit }, { counts, weights }) {
  return unit === "weight" && weights ? weights : counts;
}

/**
 * Every bar and the threshold on one scale, so that a bar which reaches the line has the votes that were needed.
 *
 * @param {Poll} poll on a motion, or on options of which some are chosen @param {Result} result
 * @returns {{bars: Bar[], threshold: number|null, needed: number}}
 */
export function chart({ rule, shape }, result) {
  const [first] = result.outcomes;
  const counts = countsOf(rule, first);
  const { base_number, needed } = first;
  const isMotion = shape.form === "motion";
  /** @type {[Bar["choice"], number][]} */
  const votes = isMotion
    ? [["yes", counts.yes], ["no", counts.no]]
    : result.outcomes.map((outcome, option) => [option, countsOf(rule, outcome).yes]);
  const missing = Math.max(0, entitledIn(rule, result) - counts.yes - counts.no - counts.abstain - counts.invalid);
  votes.push(["abstain", counts.abstain]);
  if (counts.invalid) votes.push(["invalid", counts.invalid]);
  votes.push(["missing", missing]);
  const hasLine = rule.kind === "share" || (isMotion && rule.kind === "relative");
  const scale = Math.max(1, base_number, hasLine ? needed : 0, ...votes.map(([, count]) => count));
  return {
    bars: votes.map(([choice, count]) => ({ choice, count, share: count / scale })),
    threshold: hasLine ? needed / scale : null,
    needed,
  };
}

/**
 * Of each of a list its yes-votes, and what they had to reach, all on one scale.
 *
 * @param {Poll} poll @param {Result} result
 * @returns {{share: number, threshold: number|null}[]}
 */
export function eachChart({ rule }, { outcomes }) {
  const hasLine = rule.kind !== "no_objection";
  const found = outcomes.map((outcome) => ({ yes: countsOf(rule, outcome).yes, of: outcome.base_number, needed: outcome.needed }));
  const scale = Math.max(1, ...found.flatMap(({ yes, of, needed }) => [yes, of, hasLine ? needed : 0]));
  return found.map(({ yes, needed }) => ({ share: yes / scale, threshold: hasLine ? needed / scale : null }));
}

/** @param {Rule} rule @param {Result} result */
function entitledIn({ unit }, { heads, weights }) {
  return unit === "weight" && weights ? weights.entitled : heads.entitled;
}

/**
 * @param {Poll} poll @param {Result} result
 * @returns {boolean|null} whether the published list adds up to the counts, hands and papers included; null if nothing is to be counted
 */
export function recount({ shape }, { outcomes, roll, trackers, paper }) {
  const texts = roll?.flatMap(({ ballot }) => ballot ?? []) ?? trackers?.map(([, text]) => text);
  if (!texts || !outcomes.length) return null;
  return outcomes.every(({ counts }, option) =>
    CHOICES.every((choice) => {
      const found = texts.filter((text) => saysOf(shape, text, option) === choice).length;
      return found + (paper[option]?.[choice] ?? 0) === counts[choice];
    }),
  );
}

/** @param {Result} result @param {string} tracker @returns {string|null} the ballot */
export function ballotOf({ trackers }, tracker) {
  return trackers?.find(([published]) => published === tracker)?.[1] ?? null;
}
