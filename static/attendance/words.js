import { t } from "i18n";

/** @param {import("kernel/types.js").Role} role */
export function roleWord(role) {
  const words = {
    chair: t("Chair"),
    secretary: t("Secretary"),
    member: t("Member"),
    guest: t("Guest"),
    display: t("Room display"),
    auditor: t("Auditor"),
  };
  return words[role];
}

/** @type {Record<import("kernel/types.js").Invitation["answer"], string>} */
export const ANSWER_ICONS = { accepted: "check", declined: "x", substitute: "users-round", "": "circle-dashed" };

/** @param {import("kernel/types.js").Invitation["answer"]} answer */
export function answerWord(answer) {
  const words = { accepted: t("Will come"), declined: t("Will not come"), substitute: t("Sends somebody"), "": t("No answer yet") };
  return words[answer];
}
