/** The words of positions, in one place. */
import { t } from "i18n";
import { clockTime, date } from "kernel/time.js";

/** @typedef {import("kernel/types.js").Said} Said */
/** @typedef {import("kernel/types.js").PositionCall} Call */

/** @type {Said[]} */
export const SAID = ["no_objection", "objection", "speak", "other"];

/** @type {Record<Said|"missing", string>} */
export const ICONS = { no_objection: "circle-check", objection: "circle-x", speak: "mic", other: "message-square", missing: "circle-dashed" };

/** @param {Said|"missing"} said */
export function saidWord(said) {
  const words = { no_objection: t("No objection"), objection: t("Objection"), speak: t("Wish to speak"), other: t("Other opinion"), missing: t("Not answered") };
  return words[said];
}

/** @param {import("kernel/types.js").ConsentState} state */
export function stateWord(state) {
  const words = { none: "", listed: t("On the consent list"), pulled: t("To be debated"), adopted: t("Adopted together"), dropped: t("To be debated") };
  return words[state];
}

/** @type {Record<import("kernel/types.js").ConsentState, string>} */
export const STATE_ICONS = { none: "circle", listed: "list", pulled: "message-square", adopted: "circle-check", dropped: "message-square" };
/** @type {Record<import("kernel/types.js").ConsentState, string>} */
export const STATE_TONES = { none: "", listed: "accent-soft", pulled: "warn", adopted: "ok", dropped: "warn" };

/** @param {string} preset */
export function ruleWords(preset) {
  /** @type {Record<string, string>} */
  const words = {
    all_agree: t("Every member has answered “no objection”"),
    two_thirds_answered: t("At least 2/3 of the members have answered, all of them “no objection”"),
    half_answered: t("At least half of the members have answered, all of them “no objection”"),
    silence_is_consent: t("Nobody has answered otherwise than “no objection”; silence is consent"),
  };
  return words[preset];
}

/** @param {Call} call @returns {string} who will see what one says */
export const sightWords = ({ seen }) =>
  seen === "opened"
    ? t("Chair and secretary see what you say; the other members once the item is opened.")
    : t("Chair and secretary see what you say; the other members do not.");

/** @param {Call} call @returns {string} the same, to chair and secretary */
export const othersWords = ({ seen }) => (seen === "opened" ? t("Other members see the positions once the item is opened.") : t("Other members do not see the positions."));

/** @param {number} at */
export const moment = (at) => `${clockTime(at)}, ${date(at)}`;

/** @param {{closes_at: number, over: boolean}} standing */
export const deadlineWords = ({ closes_at, over }) => (over ? t("Closed since {moment}", { moment: moment(closes_at) }) : t("Until {moment}", { moment: moment(closes_at) }));
