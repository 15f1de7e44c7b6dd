import { useEffect, useState } from "preact/hooks";
import { useRoom } from "kernel/hooks.js";

/**
 * Says whether this tablet follows, and hears how many do; only who presents is told.
 * @param {boolean} follows @returns {number}
 */
export function useFollowers(follows) {
  const room = useRoom();
  const [count, setCount] = useState(0);
  const { state, since } = room.connection;
  useEffect(() => room.on("followers", (body) => setCount(body.count)), []);
  useEffect(() => {
    // After a new connection the server knows nothing of it any more.
    if (state === "online") room.signal("following", { on: follows });
  }, [follows, state, since]);
  return count;
}
