/**
 * A ballot is one short text, the same in the open and in a sealed envelope (docs/protocol.md). Pure.
 *
 * motion: yes, no or abstain; one: the number of an option; several: numbers in rising order; ranked: the best first;
 * each: a letter for each option; "abstain" is a ballot for none of the options.
 *
 * @typedef {import("kernel/types.js").Choice} Choice
 * @typedef {import("kernel/types.js").Shape} Shape
 */

export const ABSTAIN = "abstain";
/** @type {Choice[]} */
export const CHOICES = ["yes", "no", "abstain"];
/** @type {Record<string, Choice>} */
const LETTERS = { y: "yes", n: "no", a: "abstain" };

/** @param {string} text of a vote on each option @returns {Choice[]} */
export const answersOf = (text) => [...text].map((letter) => LETTERS[letter]);

/** @param {(Choice|null)[]} answers @returns {string|null} null until every option has one */
export const textOfAnswers = (answers) => (answers.every(Boolean) ? answers.map((answer) => /** @type {string} */ (answer)[0]).join("") : null);

/** @param {string} text @returns {number[]} the options that it names */
export const picksOf = (text) => (text === ABSTAIN ? [] : text.split(",").map(Number));

/** @param {Shape} shape @param {number[]} picks in the order in which they were chosen @returns {string|null} null while it is no ballot */
export function textOfPicks({ form, least = 1, most = 1 }, picks) {
  if (!picks.length) return null;
  if (form === "ranked") return picks.join(",");
  if (form === "one") return String(picks[0]);
  return picks.length >= least && picks.length <= most ? picks.toSorted((a, b) => a - b).join(",") : null;
}

/** @param {Shape} shape @param {number[]} picks @param {number} option @returns {number[]} after a tap on the option */
export function tapped({ form, most = 1 }, picks, option) {
  if (picks.includes(option)) return picks.filter((pick) => pick !== option);
  if (form === "one") return [option];
  return form === "several" && picks.length >= most ? picks : [...picks, option];
}

/** @param {Shape} shape @param {string} text @param {number} option @returns {Choice} what a ballot says of an option; of the motion if there is none */
export function saysOf({ form }, text, option) {
  if (form === "motion") return /** @type {Choice} */ (text);
  if (form === "each") return answersOf(text)[option];
  if (text === ABSTAIN) return "abstain";
  return picksOf(text).includes(option) ? "yes" : "no";
}

/** @param {Shape} shape @returns {number} the length of the longest ballot */
export function longest({ form, options, most = 1 }) {
  if (form === "each") return options.length;
  const named = { motion: 0, one: 1, several: most, ranked: options.length }[form];
  const numbers = options.map((_, option) => String(option)).reverse();
  return Math.max(ABSTAIN.length, numbers.slice(0, named).join(",").length);
}
