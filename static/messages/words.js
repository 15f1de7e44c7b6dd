/** What may be called for, in words and signs. */
import { t } from "i18n";

const SIGNS = { secretary: "bell", water: "glass-water", interpreter: "languages", technical: "wrench", papers: "file-text" };

/** A kind that screens know has words of theirs; others are shown as the desk wrote them. @param {string} kind */
export function kindWord(kind) {
  /** @type {Record<string, string>} */
  const words = {
    secretary: t("Call the secretary"),
    water: t("Water"),
    interpreter: t("Interpreter"),
    technical: t("Technical help"),
    papers: t("Paper copies"),
  };
  return words[kind] ?? kind;
}

/** @param {string} kind */
export const kindSign = (kind) => /** @type {Record<string, string>} */ (SIGNS)[kind] ?? "bell";

/** @param {import("kernel/types.js").Call} call */
export const isOpen = ({ state }) => state !== "done";
