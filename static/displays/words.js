/** What a display shows, in words for the desk; and what it can be pinned to. */
import { t } from "i18n";
import { clockTime } from "kernel/time.js";

/** @typedef {import("live/scene.js").Scene} Scene */
/** @typedef {import("kernel/types.js").View} View */

/** @type {Record<View, () => string>} */
const VIEW_WORDS = {
  agenda: () => t("Agenda"),
  page: () => t("Paper"),
  speaker: () => t("Speaker with clock"),
  poll: () => t("Vote"),
  seats: () => t("Seat map"),
  message: () => t("A message…"),
  countdown: () => t("A countdown…"),
  idle: () => t("Title and logo"),
};

/** @type {Record<Scene["name"], string>} */
const SIGNS = {
  agenda: "list-ordered", page: "file-text", speaker: "mic", poll: "vote", seats: "armchair", message: "megaphone", countdown: "timer",
  idle: "landmark", withheld: "lock", item: "list-ordered", consents: "list",
};

/** @param {View} view */
export const viewWord = (view) => VIEW_WORDS[view]();

/** What may be chosen for a display, in this order. @type {View[]} */
export const VIEWS = ["agenda", "page", "speaker", "poll", "seats", "message", "countdown", "idle"];

/** @param {Scene} shown */
export const sceneSign = ({ name }) => SIGNS[name];

/** @param {Scene} shown @param {(person: string | null) => string} nameOf @returns {string} */
export function sceneWords(shown, nameOf) {
  switch (shown.name) {
    case "page":
      return t("p. {page} · {title}", { page: shown.page, title: shown.paper.title });
    case "speaker":
      return nameOf(shown.speaker.person);
    case "poll":
      return shown.poll.question;
    case "item":
      return `${shown.item.number}. ${shown.item.title}`;
    case "message":
      return shown.text;
    case "countdown":
      return `${t("Until {time}", { time: clockTime(shown.until) })}${shown.text && ` · ${shown.text}`}`;
    case "withheld":
      return t("A paper is being shown that is not for this screen");
    case "consents":
      return t("Without debate");
    case "agenda":
    case "seats":
    case "idle":
      return viewWord(shown.name);
  }
}
