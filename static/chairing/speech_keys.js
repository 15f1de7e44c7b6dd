import { useRecords, useRoom } from "kernel/hooks.js";
import { speaking } from "floor/queue.js";
import { useKeys } from "live/keys.js";

const EXTENSION_S = 60;

/** The keys with which the chair holds a speech, lets it go on, and gives it another minute. */
export function useSpeechKeys() {
  const room = useRoom();
  const current = speaking(useRecords("speakers"));
  const does = (/** @type {string} */ name, more = {}) => current && room.may("floor.run") && room.act(name, { id: current.id, ...more });
  useKeys({
    k: () => void does(current?.state === "paused" ? "floor.resume" : "floor.pause"),
    y: () => void does("floor.extend", { seconds: EXTENSION_S }),
  });
}
