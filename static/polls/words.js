/** The words of voting, in one place. What a rule needs and how a vote ended, the server says in whole sentences. */
import { locale, t } from "i18n";
import { ABSTAIN, answersOf, picksOf } from "polls/ballots.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Rule} Rule */
/** @typedef {import("kernel/types.js").Shape} Shape */

const MILLION = 1e6;

/** @type {Record<string, string>} */
export const ICONS = { yes: "circle-check", no: "circle-x", abstain: "circle-minus", invalid: "circle-alert", missing: "circle-dashed" };

/** @param {import("kernel/types.js").Choice|"invalid"|"missing"} choice */
export function choiceWord(choice) {
  const words = { yes: t("Yes"), no: t("No"), abstain: t("Abstain"), invalid: t("Invalid"), missing: t("Not voted") };
  return words[choice];
}

/** @param {Shape} shape @param {string} ballot @returns {string} what it says */
export function ballotWords({ form, options }, ballot) {
  if (form === "motion" || ballot === ABSTAIN) return choiceWord(/** @type {any} */ (ballot));
  if (form === "each") return answersOf(ballot).map((answer, option) => `${options[option]}: ${choiceWord(answer)}`).join("; ");
  const names = picksOf(ballot).map((option) => options[option]);
  return form === "ranked" ? names.map((name, place) => `${place + 1}. ${name}`).join(", ") : names.join(", ");
}

/** @param {Shape} shape @param {string} ballot @returns {string} the icon of the whole ballot */
export function ballotIcon({ form }, ballot) {
  return form === "motion" || ballot === ABSTAIN ? ICONS[ballot] : "list-ordered";
}

/** @param {Poll} poll */
export function kindOfPoll({ secret, analog, ways }) {
  const kind = secret ? t("Secret vote") : analog ? t("Counted by hand") : t("Named vote");
  return ways.straw ? t("{kind}, not binding", { kind }) : kind;
}

/** @param {Poll} poll */
export const kindIcon = ({ secret, analog }) => (secret ? "eye-off" : analog ? "hand" : "users");

/** @param {Poll} poll */
export function stateOfPoll({ state }) {
  const words = {
    ...{ prepared: t("Prepared"), open: t("Voting is open"), ended: t("Waiting for keys"), closed: t("Counted, not yet published") },
    ...{ published: t("Voting is closed"), cancelled: t("Cancelled") },
  };
  return words[state];
}

/** @param {Poll} poll @returns {string} "To be adopted: more than 1/2 of all members." */
export const ruleSentence = ({ rule_words }) => rule_words[locale()];

/** @param {Poll} poll @returns {string} which rule, which numbers, which verdict */
export const verdictSentence = ({ sentences }) => sentences?.[locale()] ?? "";

/** @param {import("kernel/types.js").Verdict} verdict */
export function outcomeWord(verdict) {
  const words = {
    ...{ adopted: t("Adopted"), rejected: t("Not adopted"), tie: t("A tie"), no_quorum: t("No quorum") },
    ...{ blocked: t("No verdict"), elected: t("Elected"), partly_elected: t("Partly elected"), not_elected: t("Nobody elected") },
  };
  return words[verdict];
}

/** @param {string} preset */
export function presetWords(preset) {
  /** @type {Record<string, string>} */
  const words = {
    people_committee: t("People's Committee: more than 1/2 of all members; at a tie in a named vote the chair's side decides"),
    majority_cast: t("Simple majority: more than 1/2 of ballots cast"),
    two_thirds_all: t("Two thirds: at least 2/3 of all members"),
    three_quarters_all: t("Three quarters: at least 3/4 of all members"),
    four_fifths_all: t("Four fifths: at least 4/5 of all members"),
    unanimity: t("Unanimity: all ballots cast"),
    relative: t("Relative majority: more yes than no; of several options the one with most votes"),
    no_objection: t("No objection: adopted unless somebody votes no"),
  };
  return words[preset];
}

/** @param {import("kernel/types.js").Form} form */
export function formWords(form) {
  const words = {
    motion: t("Yes, no or abstain"),
    one: t("One of several options"),
    several: t("Several of many options"),
    each: t("Yes or no to each option"),
    ranked: t("Options in order of preference"),
  };
  return words[form];
}

/** @param {Pick<Rule, "unit">} rule @param {number} count heads, or millionths @returns {string} */
export function countWords({ unit }, count) {
  return unit === "weight" ? (count / MILLION).toLocaleString(locale(), { maximumFractionDigits: 6 }) : String(count);
}

/** @param {Pick<Poll, "received"|"entitled">} poll */
export const turnout = ({ received, entitled }) => t("{n} of {total} voted", { n: received, total: entitled });
