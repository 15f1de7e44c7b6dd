import { openDrawer } from "kernel/drawer.js";
import { Outbox } from "kernel/outbox.js";
import { connectRoom } from "kernel/socket.js";
import { Store } from "kernel/store.js";

/** @typedef {import("kernel/types.js").Boot} Boot */
/** @typedef {import("kernel/types.js").Viewer} Viewer */
/** @typedef {import("kernel/types.js").Action} Action */
/** @typedef {import("kernel/types.js").Connection} Connection */
/** @typedef {import("kernel/types.js").RefusalBody} RefusalBody */
/** @typedef {(body: any, by: string | undefined) => void} SignalListener */

/**
 * Opens the room and keeps it connected.
 * @param {Boot} boot
 * @param {Promise<import("kernel/vault.js").Vault | null>} vault that is being opened: the connection need not wait for it
 */
export async function openRoom(boot, vault) {
  const room = new Room(boot, openDrawer(boot.meeting, vault));
  room.vault = await vault;
  await room.outbox.load();
  return room;
}

/** What every component of the live page is given. */
export class Room {
  store = new Store();
  /** Where this tablet keeps things of this person's; null: nowhere. @type {import("kernel/vault.js").Vault | null} */
  vault = null;
  /** @type {Viewer} */
  viewer;
  /** False until the first snapshot is here. */
  ready = false;
  /** Counts the changes that `subscribe` tells of. */
  version = 0;
  /** @type {Connection} */
  connection = { state: "connecting", since: Date.now(), heard_at: null };
  /** @type {ReadonlySet<string>} persons with a device connected */
  online = new Set();

  #link;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Map<string, Set<SignalListener>>} */
  #signals = new Map();

  /**
   * @param {Boot} boot
   * @param {import("kernel/types.js").Drawer} db
   * @param {typeof connectRoom} [connect]
   */
  constructor(boot, db, connect = connectRoom) {
    this.boot = boot;
    this.viewer = { person: boot.person, name: "", role: boot.role, may: [] };
    this.#link = connect({
      boot,
      store: this.store,
      onState: (connection) => this.#connected(connection),
      onJoined: ({ viewer, online }) => this.#joined(viewer, online),
      onSignal: ({ name, body, by }) => this.#signalled(name, body, by),
    });
    this.outbox = new Outbox({
      db,
      heads: this.store.heads,
      send: (action) => this.#link.send(action),
      now: () => this.serverNow(),
    });
    if (boot.kept) this.#restore(boot.kept);
    this.outbox.subscribe(() => this.#tell());
    this.store.subscribe(() => this.outbox.release());
  }

  /** What this person asked for and the server has not yet shown. */
  get pending() {
    return this.outbox.pending;
  }

  /** Now by the server's clock, ms since 1970. */
  serverNow() {
    return this.#link.serverNow();
  }

  /** @param {string} permission */
  may(permission) {
    return this.viewer.may.includes(permission);
  }

  /**
   * Asks the server for something. The answer is `{ok}` or `{error}`; a refusal is also shown as a notice.
   * @param {string} name
   * @param {Record<string, any>} [args]
   * @param {{ private?: boolean, id?: string }} [where] private: in this person's own notebook; id: it was sent under this before
   */
  act(name, args = {}, where = {}) {
    return this.outbox.act(where.private ? this.notebook : this.stream, name, args, where.id);
  }

  /**
   * Says something that may get lost, such as where the pointer is.
   * @param {string} name
   * @param {Record<string, any>} [body]
   */
  signal(name, body = {}) {
    this.#link.signal(name, body);
  }

  /**
   * @param {string} name
   * @param {SignalListener} listener
   * @returns {() => void} unsubscribe
   */
  on(name, listener) {
    const listeners = this.#signals.get(name) ?? new Set();
    this.#signals.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * Tells of everything here except the store: connection, viewer, online, pending.
   * @param {() => void} listener
   * @returns {() => void} unsubscribe
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get stream() {
    return `meeting:${this.boot.meeting}`;
  }

  get notebook() {
    return `notebook:${this.boot.meeting}:${this.boot.person}`;
  }

  /** As the tablet last saw it, until the server says more. @param {import("kernel/types.js").Kept} kept */
  #restore({ viewer, streams }) {
    for (const [stream, part] of Object.entries(streams)) this.store.snapshot(stream, part);
    this.#joined(viewer, []);
  }

  /** @param {Connection} connection */
  #connected(connection) {
    this.connection = connection;
    if (connection.state === "online") this.outbox.resume();
    else this.outbox.pause();
    this.#tell();
  }

  /**
   * @param {Viewer} viewer
   * @param {string[]} online
   */
  #joined(viewer, online) {
    Object.assign(this, { viewer, online: new Set(online), ready: true });
  }

  /**
   * @param {string} name
   * @param {any} body
   * @param {string | undefined} by
   */
  #signalled(name, body, by) {
    if (name === "online") {
      this.online = new Set(body.online);
      this.#tell();
    }
    for (const listener of this.#signals.get(name) ?? []) listener(body, by);
  }

  #tell() {
    this.version++;
    for (const listener of [...this.#listeners]) listener();
  }
}
