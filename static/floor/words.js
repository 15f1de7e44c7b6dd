/** The floor's words, in one place. */
import { countdown as clockText } from "kernel/time.js";
import { t } from "i18n";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

/** @param {Speaker["kind"]} kind */
export const kindWord = (kind) => (kind === "point_of_order" ? t("Point of order") : t("Contribution"));

/** @param {{name: string, title: string, unit: string}|null|undefined} participant */
export const officeOf = (participant) => [participant?.title, participant?.unit].filter(Boolean).join(" · ");

/** @param {number} limit_s */
export const limitWords = (limit_s) =>
  limit_s % 60 ? clockText(limit_s * 1000) : t("{minutes} minutes", { minutes: limit_s / 60 });
