/** Where what one did with ink outlasts the page: with this person's sealed things on this tablet, gone when they sign out. */

/** @typedef {{read: (name: string) => Promise<any>, write: (name: string, content: unknown) => Promise<unknown>}} Keeper */

/** @type {Map<string, unknown>} where nothing can be sealed it lasts as long as the page */
const passing = new Map();

/** @param {import("kernel/room.js").Room} room @returns {Keeper} */
export function keeper({ vault }) {
  if (vault) return { read: (name) => vault.read("ink", name), write: (name, content) => vault.put("ink", name, content) };
  return { read: async (name) => passing.get(name), write: async (name, content) => passing.set(name, content) };
}

/** How the steps of one meeting are called. @param {string} meeting */
export const stepsOf = (meeting) => `steps/${meeting}`;
