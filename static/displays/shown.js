/** What a display of the room shows at this moment: the display itself asks, and the desk of each. */
import { useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { shownOn } from "live/scene.js";
import { isForAll } from "papers/secrecy.js";

/** @typedef {import("kernel/types.js").DisplayPin} Pin */
/** @typedef {import("live/scene.js").Scene} Scene */

/** All that scenes are made of. @returns {import("live/scene.js").Situation} */
export function useSituation() {
  const room = useRoom();
  return {
    meeting: useRecord(`meetings/${room.boot.meeting}`),
    items: useRecords("items"),
    speakers: useRecords("speakers"),
    polls: useRecords("polls"),
    papers: useRecords("papers"),
    presenting: useRecord("presenting/now"),
    seating: useRecord("seating/now"),
    consents: useRecords("consents"),
  };
}

/** @param {string} display @returns {Scene} */
export function useShownOn(display) {
  const pin = useRecord(`displays/${display}`);
  return shownOn(pin, useSituation());
}

/**
 * The scene of another screen, as the desk knows it: of a paper that is not for displays it shows that there is one.
 * @param {Scene} shown @param {string} display @param {(import("kernel/types.js").Restriction & { paper: string })[]} restrictions
 * @returns {Scene}
 */
export function asSeenBy(shown, display, restrictions) {
  if (shown.name !== "page") return shown;
  const said = restrictions.find(({ paper }) => paper === shown.paper.id);
  if (!said || isForAll(said)) return shown;
  const isReader = !said.until && (said.people.includes(display) || said.roles.includes("display"));
  return isReader ? shown : { name: "withheld" };
}
