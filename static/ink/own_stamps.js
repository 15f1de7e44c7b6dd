import { keeper } from "ink/keeping.js";

const NAME = "stamps";
const MOST = 6;

/** The stamps with words of one's own, the latest first. @param {import("kernel/room.js").Room} room */
export function ownStamps(room) {
  const kept = keeper(room);
  /** @returns {Promise<string[]>} */
  const read = async () => (await kept.read(NAME)) ?? [];
  const add = async (/** @type {string} */ words) => {
    const all = [words, ...(await read()).filter((other) => other !== words)].slice(0, MOST);
    await kept.write(NAME, all);
    return all;
  };
  return { read, add };
}
