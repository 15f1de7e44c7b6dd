import { openDB } from "idb";

/** @typedef {import("kernel/types.js").Action} Action */
/** @typedef {import("kernel/types.js").Drawer} Drawer */

/**
 * Where one person's unanswered actions of one meeting lie on this device. Where the browser keeps nothing
 * (private windows), they last as long as the page.
 * @param {string} meeting
 * @param {string} person
 * @returns {Promise<Drawer>}
 */
export async function openDrawer(meeting, person) {
  try {
    const db = await openDB(`icabinet ${meeting} ${person}`, 1, {
      upgrade: (fresh) => void fresh.createObjectStore("actions", { keyPath: "id" }),
    });
    return {
      all: () => db.getAll("actions"),
      put: (action) => db.put("actions", action),
      delete: (id) => db.delete("actions", id),
    };
  } catch {
    return passingDrawer();
  }
}

/** @returns {Drawer} */
export function passingDrawer() {
  /** @type {Map<string, Action>} */
  const kept = new Map();
  return {
    all: async () => [...kept.values()],
    put: async (action) => kept.set(action.id, action),
    delete: async (id) => kept.delete(id),
  };
}
