/** The words of voting, in one place: choices, rules and the sentence of a result. */
import { t } from "i18n";

/** @typedef {import("kernel/types.js").Rule} Rule */
/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("polls/verdict.js").Verdict} Verdict */

/** @type {Record<import("polls/verdict.js").Bar["choice"], string>} */
export const ICONS = { yes: "circle-check", no: "circle-x", abstain: "circle-minus", invalid: "circle-alert", missing: "circle-dashed" };

/** @param {import("polls/verdict.js").Bar["choice"]} choice */
export function choiceWord(choice) {
  const words = { yes: t("Yes"), no: t("No"), abstain: t("Abstain"), invalid: t("Invalid"), missing: t("Not voted") };
  return words[choice];
}

/** @param {Poll} poll */
export const kindOfPoll = ({ secret }) => (secret ? t("Secret vote") : t("Named vote"));

/** @param {Poll} poll */
export function stateOfPoll({ state }) {
  const words = { prepared: t("Prepared"), open: t("Voting is open"), closed: t("Voting is closed"), cancelled: t("Cancelled") };
  return words[state];
}

/** @param {Rule["base"]} base */
function baseWords(base) {
  const words = { all_members: t("all members"), cast: t("ballots cast"), valid_without_abstain: t("yes and no votes") };
  return words[base];
}

/** @param {Pick<Rule, "strict"|"base"> & {fraction: string}} rule */
function portion({ strict, base, fraction }) {
  const vars = { fraction, base: baseWords(base) };
  return strict ? t("more than {fraction} of {base}", vars) : t("at least {fraction} of {base}", vars);
}

/**
 * The chair's side at a tie is known in a named vote only.
 *
 * @param {Poll} poll @returns {string} "To be adopted: more than 1/2 of all members."
 */
export function ruleSentence({ rule, secret }) {
  const fraction = `${rule.numerator}/${rule.denominator}`;
  const words = t("To be adopted: {portion}.", { portion: portion({ ...rule, fraction }) });
  return rule.tie === "chair_side" && !secret ? `${words} ${t("At a tie the chair's side decides.")}` : words;
}

/** @param {Rule["preset"]} preset */
export function presetWords(preset) {
  const words = {
    people_committee: t("People's Committee: more than 1/2 of all members; at a tie in a named vote the chair's side decides"),
    majority_cast: t("Simple majority: more than 1/2 of ballots cast"),
    two_thirds_all: t("Two thirds: at least 2/3 of all members"),
  };
  return words[preset];
}

/** @param {Verdict} verdict */
function share({ base, yes, base_number }) {
  const vars = { yes, total: base_number };
  if (base === "all_members") return t("{yes} of {total} members voted yes", vars);
  return base === "cast"
    ? t("{yes} of {total} ballots cast are yes", vars)
    : t("{yes} of {total} yes and no votes are yes", vars);
}

/** @param {Verdict["outcome"]} outcome */
export function outcomeWord(outcome) {
  if (outcome === "blocked") return t("No verdict");
  return outcome.startsWith("adopted") ? t("Adopted") : t("Not adopted");
}

/** @param {Verdict["outcome"]} outcome */
function outcomeClause(outcome) {
  const words = {
    adopted: t("adopted"),
    rejected: t("not adopted"),
    adopted_by_chair: t("a tie, decided by the chair's side: adopted"),
    rejected_by_chair: t("a tie, decided by the chair's side: not adopted"),
    blocked: t("the count, the ballots and the turnout do not agree, so there is no verdict"),
  };
  return words[outcome];
}

/** @param {Verdict} verdict @returns {string} the verdict with its arithmetic */
export function verdictSentence(verdict) {
  const needed = t("{portion} = {needed} needed", { portion: portion(verdict), needed: verdict.needed });
  return `${share(verdict)}; ${needed}; ${outcomeClause(verdict.outcome)}.`;
}

/** @param {Pick<Poll, "received"|"entitled">} poll */
export const turnout = ({ received, entitled }) => t("{n} of {total} voted", { n: received, total: entitled });
