/** Where what one did with ink outlasts the page: with this person's sealed things on this device, gone when they sign out. */

/** @typedef {{read: (name: string) => Promise<any>, write: (name: string, content: unknown) => Promise<void>}} Keeper */

/** @type {Map<string, unknown>} */
const passing = new Map();

/** @param {import("kernel/room.js").Room} _room @returns {Promise<Keeper>} */
export async function keeper(_room) {
  return {
    read: async (name) => passing.get(name) ?? null,
    write: async (name, content) => void passing.set(name, content),
  };
}
