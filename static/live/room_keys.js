import { newId } from "kernel/ids.js";
import { useRoom } from "kernel/hooks.js";
import { useHall } from "floor/hall.js";
import { waitingOf } from "floor/queue.js";
import { useKeys } from "live/keys.js";

/**
 * The keys of the live room; those of a page, of ink and of a vote belong to the paper and to the sheet.
 * @param {import("live/follow.js").Book} book
 */
export function useRoomKeys(book) {
  const hand = useHand();
  useKeys({ h: hand, f: book.follow });
}

/** Asks for the floor, or takes the hand down again. */
function useHand() {
  const room = useRoom();
  const { speakers, lines } = useHall();
  const [here] = lines;
  return () => {
    const mine = waitingOf(speakers, room.viewer.person).find(({ queue }) => queue === here.id);
    const asked = room.pending.some(({ name }) => name === "floor.ask");
    if (mine) room.act("floor.withdraw", { id: mine.id });
    else if (here.queue.open && !asked && room.may("floor.ask")) room.act("floor.ask", { id: newId(), kind: "contribution" });
  };
}
