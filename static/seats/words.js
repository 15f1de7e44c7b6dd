/** The seat map's words and signs, in one place: no state is told by colour alone. */
import { t } from "i18n";
import { shortName } from "seats/states.js";

/** @typedef {import("seats/states.js").State} State */
/** @typedef {import("seats/states.js").Place} Place */

/** @type {Record<State, string>} */
export const SIGNS = {
  speaking: "mic", asks: "hand", present: "check", remote: "video", substitute: "users-round", absent: "minus", empty: "circle-dashed",
};

/** @param {State} state */
export function stateWord(state) {
  const words = {
    speaking: t("Speaking"),
    asks: t("Asks to speak"),
    present: t("Present"),
    remote: t("Present from afar"),
    substitute: t("Substitute present"),
    absent: t("Absent"),
    empty: t("Free seat"),
  };
  return words[state];
}

/** All there is to say of a seat, for whoever cannot see it; it begins with what stands on it. @param {Place} place */
export function placeWords({ label, name, office, instead, state, voted }) {
  const seat = [label, shortName(instead || name)].filter(Boolean).join(" ");
  const said = [t("Seat {seat}", { seat }), name, office, stateWord(state), instead, voted ? t("Has voted") : ""];
  return said.filter(Boolean).join(", ");
}
