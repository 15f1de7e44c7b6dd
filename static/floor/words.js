/** The floor's words, in one place. */
import { countdown as clockText } from "kernel/time.js";
import { t } from "i18n";
import { GENERAL, QUESTIONS } from "floor/queue.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

/** @param {Speaker["kind"]} kind */
export function kindWord(kind) {
  return {
    contribution: t("Contribution"),
    pro: t("In favour"),
    contra: t("Against"),
    question: t("Question (question time)"),
    interposed: t("Interposed question"),
    intervention: t("Intervention"),
    point_of_order: t("Point of order"),
    answer: t("Answer"),
  }[kind];
}

/** @type {Record<Speaker["kind"], string>} */
export const KIND_ICONS = {
  contribution: "hand",
  pro: "thumbs-up",
  contra: "thumbs-down",
  question: "circle-question-mark",
  interposed: "circle-question-mark",
  intervention: "megaphone",
  point_of_order: "octagon-alert",
  answer: "reply",
};

/** @param {string} queue @param {import("kernel/types.js").Item | undefined} item */
export function queueWord(queue, item) {
  if (queue === GENERAL) return t("The meeting as a whole");
  if (queue === QUESTIONS) return t("Question time");
  return item ? `${item.number}. ${item.title}` : "";
}

/** @param {{name: string, title: string, unit: string}|null|undefined} participant */
export const officeOf = (participant) => [participant?.title, participant?.unit].filter(Boolean).join(" · ");

/** @param {number} limit_s */
export const limitWords = (limit_s) =>
  limit_s % 60 ? clockText(limit_s * 1000) : t("{minutes} minutes", { minutes: limit_s / 60 });
