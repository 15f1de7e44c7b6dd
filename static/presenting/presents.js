import { useRecord, useRoom } from "kernel/hooks.js";

/** @typedef {import("kernel/room.js").Room} Room */

/** Whether this person may present: chair and secretary always, others while they have been asked to. @param {Room} room */
export function mayPresent(room) {
  return room.may("papers.present") || room.store.get("presenting/presenter")?.person === room.viewer.person;
}

/** The same, drawn anew when it changes. */
export function usePresents() {
  useRecord("presenting/presenter");
  return mayPresent(useRoom());
}
