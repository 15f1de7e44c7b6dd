// The one database of this tablet. Each row says whose it is by how its label begins: "<person> <name>".

import { openDB } from "idb";

/** @typedef {"actions" | "ink" | "meetings" | "papers" | "parts"} Shelf */
/** @typedef {import("idb").IDBPDatabase} Database */

const NAME = "icabinet";
/**
 * actions: not answered yet; ink: what can be undone, and stamps of one's own; meetings: as they were last seen;
 * papers: which of them lie here; parts: their pages.
 * @type {Shelf[]}
 */
export const SHELVES = ["actions", "ink", "meetings", "papers", "parts"];
const LAST = "\uffff";

/** @type {Promise<Database> | null} */
let opened = null;

/** Whether this browser can keep things so that nobody else reads them: it comes by TLS, or from the machine itself. */
export const canSeal = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

export function database() {
  opened ??= openDB(NAME, 2, {
    upgrade(found) {
      const add = (/** @type {string} */ name, /** @type {string} */ keyPath) =>
        found.objectStoreNames.contains(name) || found.createObjectStore(name, { keyPath });
      for (const name of ["keys", "devices"]) add(name, "person");
      for (const shelf of SHELVES) add(shelf, "label");
    },
  });
  opened.catch(() => (opened = null));
  return opened;
}

/** @param {string} start of labels */
export function under(start) {
  return IDBKeyRange.bound(start, start + LAST);
}

/** @param {string} person */
export function everything(person) {
  return under(`${person} `);
}

/** What has passed its day goes, whoever it belonged to. @param {number} now ms */
export async function clearExpired(now) {
  const db = await database();
  for (const { label, until } of await db.getAll("papers")) if (until <= now) await removePaper(db, label);
  for (const { label, until } of await db.getAll("meetings")) if (until <= now) await db.delete("meetings", label);
}

/** @param {Database} db @param {string} label */
async function removePaper(db, label) {
  const all = db.transaction(["papers", "parts"], "readwrite");
  all.objectStore("papers").delete(label);
  all.objectStore("parts").delete(under(`${label}/`));
  await all.done;
}
