// Where this tablet keeps what has to outlast the page: sealed, and locked when nobody is signed in.
//
//   V1  One person's key lies here at a time; it goes when the session ends, by itself or by somebody.
//   V2  Whoever is signed in opens nothing of anybody else's.
//   V3  Wiped is wiped: the tablet takes a new name for this person, so that the old key cannot be had again.

import { newId } from "kernel/ids.js";
import { keyFrom, seal, unseal, utf8 } from "kernel/sealing.js";
import { canSeal, database, everything, SHELVES, under } from "kernel/shelves.js";

/** @typedef {import("kernel/shelves.js").Shelf} Shelf */
/** @typedef {import("kernel/shelves.js").Database} Database */
/** @typedef {{ person: string, key: CryptoKey, until: number }} Held until: when the session ends, ms */
/** @typedef {{ secret: string, person: string, until: number }} Given */

export class Vault {
  #db;
  #key;
  #closed = false;

  /** @param {Database} db @param {Held} held */
  constructor(db, { person, key, until }) {
    this.#db = db;
    this.#key = key;
    this.person = person;
    this.until = until;
  }

  /** All rows of this person's on a shelf, as they lie there. @param {Shelf} shelf @returns {Promise<any[]>} */
  rows(shelf) {
    return this.#db.getAll(shelf, everything(this.person));
  }

  /** @param {Shelf} shelf @param {string} name @returns {Promise<any | undefined>} */
  row(shelf, name) {
    return this.#db.get(shelf, this.#label(name));
  }

  /**
   * Lays something down, sealed; `more` stands beside it for anybody to read.
   * @param {Shelf} shelf @param {string} name @param {unknown} content JSON, or bytes @param {Record<string, any>} [more]
   */
  async put(shelf, name, content, more = {}) {
    const bytes = content instanceof ArrayBuffer ? content : utf8(JSON.stringify(content));
    const label = this.#label(name);
    const sealed = await seal(this.#key, `${shelf} ${label}`, bytes);
    if (!this.#closed) await this.#db.put(shelf, { ...more, label, name, sealed });
  }

  /** @param {Shelf} shelf @param {string} name @returns {Promise<any | null>} what was put there; null: nothing, or not to be opened */
  async read(shelf, name) {
    const bytes = await this.bytes(shelf, name);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  }

  /** @param {Shelf} shelf @param {string} name @returns {Promise<ArrayBuffer | null>} */
  async bytes(shelf, name) {
    const row = this.isOver ? undefined : await this.row(shelf, name);
    return row ? unseal(this.#key, `${shelf} ${row.label}`, row.sealed).catch(() => null) : null;
  }

  /** Changes what stands beside it. @param {Shelf} shelf @param {string} name @param {Record<string, any>} more */
  async note(shelf, name, more) {
    const row = await this.row(shelf, name);
    if (row) await this.#db.put(shelf, { ...row, ...more });
  }

  /** @param {Shelf} shelf @param {string} name */
  remove(shelf, name) {
    return this.#db.delete(shelf, this.#label(name));
  }

  /** Removes all whose names begin so. @param {Shelf} shelf @param {string} start */
  removeUnder(shelf, start) {
    return this.#db.delete(shelf, under(this.#label(start)));
  }

  /** The session goes on until then. @param {number} until ms */
  async extend(until) {
    this.until = until;
    if (await this.#db.get("keys", this.person)) await this.#db.put("keys", { person: this.person, key: this.#key, until });
  }

  get isOver() {
    return this.until <= Date.now();
  }

  /** Nothing is laid down any more: what is wiped stays so. */
  close() {
    this.#closed = true;
  }

  /** @param {string} name */
  #label(name) {
    return `${this.person} ${name}`;
  }
}

/** Opens with the key that lies here, without asking anybody. @param {string} [person] whoever is signed in, if none is named */
export async function heldVault(person) {
  if (!canSeal()) return null;
  const db = await database();
  const [held] = await db.getAll("keys");
  if (held?.until <= Date.now()) await lock(db);
  else if (held && (!person || held.person === person)) return new Vault(db, held);
  return null;
}

/**
 * Opens for this person: with the key that lies here, or with one for which the server is asked.
 * @param {string} person
 * @param {(device: string) => Promise<Given>} ask
 * @returns {Promise<Vault | null>} null: this browser keeps nothing, or the server cannot be asked
 */
export async function openVault(person, ask) {
  try {
    return (await heldVault(person)) ?? (canSeal() ? await newVault(person, ask) : null);
  } catch (error) {
    console.info("nothing is kept on this tablet", error);
    return null;
  }
}

/** @param {string} person @param {(device: string) => Promise<Given>} ask */
async function newVault(person, ask) {
  const db = await database();
  const device = await deviceOf(db, person);
  const given = await ask(device);
  if (given.person !== person) return null;
  const held = { person, key: await keyFrom(given.secret, device), until: given.until };
  await lock(db);
  await db.put("keys", held);
  return new Vault(db, held);
}

/** The name that this tablet gave itself for this person. @param {Database} db @param {string} person @returns {Promise<string>} */
async function deviceOf(db, person) {
  const all = db.transaction("devices", "readwrite");
  const { name } = (await all.store.get(person)) ?? { name: newId() };
  await all.store.put({ person, name });
  await all.done;
  return name;
}

/** Takes every key away; what they sealed waits for its owner. @param {Database} db */
function lock(db) {
  return db.clear("keys");
}

/**
 * The server says that nobody is signed in. A session that ran out leaves what lies here, locked, to its owner, who
 * signs in again; of one that somebody ended nothing stays.
 */
export async function sessionOver() {
  if (!canSeal()) return;
  const db = await database();
  const keys = await db.getAll("keys");
  await lock(db);
  for (const { person, until } of keys) if (until > Date.now()) await wipe(db, person);
}

/** @param {Database} db @param {string} person */
async function wipe(db, person) {
  const all = db.transaction([...SHELVES, "devices"], "readwrite");
  for (const shelf of SHELVES) all.objectStore(shelf).delete(everything(person));
  all.objectStore("devices").delete(person);
  await all.done;
}
