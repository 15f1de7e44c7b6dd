/** What slips name by a code, in words. */
import { t } from "i18n";

/** @typedef {import("kernel/types.js").Slip} Slip */
/** @typedef {import("kernel/types.js").SlipAnswer} SlipAnswer */
/** @typedef {Slip["questions"][number]} Question */

export const OTHER = "other";
/** @type {Record<string, string>} */
export const SIGNS = { yes: "thumbs-up", no: "thumbs-down", [OTHER]: "message-square" };

/** @param {Question | undefined} question @param {string} choice */
export function choiceWord(question, choice) {
  const words = { yes: t("Agree"), no: t("Disagree"), [OTHER]: t("Other opinion") };
  return words[/** @type {"yes"|"no"|"other"} */ (choice)] ?? question?.options[Number(choice)] ?? choice;
}

/** @param {Question} question @returns {string[]} in the order in which they are offered */
export function choicesOf({ options }) {
  return options.length ? [...options.map((_, option) => String(option)), OTHER] : ["yes", "no", OTHER];
}

/** Answers as somebody would say them, a line for each question. @param {Question[]} questions @param {SlipAnswer[]} answers */
export function spoken(questions, answers) {
  const line = (/** @type {SlipAnswer} */ { choice, opinion = "" }, /** @type {number} */ i) => [choiceWord(questions[i], choice), opinion].filter(Boolean).join(": ");
  return answers.map(line).join("\n");
}

/** Whether these answer all questions: another opinion needs words. @param {Question[]} questions @param {(SlipAnswer | undefined)[]} answers */
export function areWhole(questions, answers) {
  return questions.every((_, i) => {
    const answer = answers[i];
    return Boolean(answer?.choice) && (answer?.choice !== OTHER || Boolean(answer.opinion?.trim()));
  });
}
