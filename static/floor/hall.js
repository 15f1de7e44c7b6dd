/** What components of the floor look at: its records, and what follows from them. */
import { useRecord, useRecords } from "kernel/hooks.js";
import { calledFrom, lines, queueOf } from "floor/queue.js";

/** @typedef {import("floor/queue.js").Line} Line */

/** Drawn anew when anything of the floor or of the agenda changes. */
export function useHall() {
  const [speakers, queues, items] = [useRecords("speakers"), useRecords("queues"), useRecords("items")];
  const floor = useRecord("floor/now");
  const all = lines({ items, speakers, queues, floor });
  return { speakers, queues, items, floor, lines: all, due: calledFrom(all), queueOf: (/** @type {string} */ id) => queueOf(queues, id) };
}

/**
 * Gives somebody the floor, and has every tablet that follows go to the page that was asked from.
 * @param {import("kernel/room.js").Room} room
 * @param {import("kernel/types.js").Speaker} speaker
 */
export async function callSpeaker(room, speaker) {
  const { ok } = await room.act("floor.call", { id: speaker.id });
  if (ok && speaker.paper && room.store.get("floor/now")?.to_page && room.may("papers.present")) {
    await room.act("presenting.show", { paper: speaker.paper, page: speaker.page ?? 1 });
  }
}
