import { useContext, useEffect } from "preact/hooks";
import { RoomContext, useRedraw } from "kernel/hooks.js";

/** @typedef {import("kernel/room.js").Room} Room */
/** @typedef {{mark: string, paper: string, page: number, shared: boolean}} Opened  the mark whose thread is open */

/** @type {WeakMap<Room, Talk>} */
const talks = new WeakMap();

/** What this tablet has open of the comments. @param {Room} room */
export function talkOf(room) {
  const talk = talks.get(room) ?? new Talk();
  talks.set(room, talk);
  return talk;
}

/** Drawn anew when another thread is opened, or marks can be chosen to comment on. */
export function useTalk() {
  const talk = talkOf(useContext(RoomContext));
  const redraw = useRedraw();
  useEffect(() => talk.subscribe(redraw), [talk]);
  return talk;
}

/** Opens the thread of a mark, or begins one. @param {Room} room @param {{id: string, paper: string, page: number, shared: boolean}} mark */
export function commentOn(room, { id, paper, page, shared }) {
  talkOf(room).open({ mark: id, paper, page, shared });
}

class Talk {
  /** @type {Opened | null} */
  opened = null;
  /** Whether all marks offer to be commented on. */
  choosing = false;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Opened | null} opened */
  open(opened) {
    this.opened = opened;
    this.choosing = false;
    this.#tell();
  }

  /** @param {boolean} choosing */
  choose(choosing) {
    this.choosing = choosing;
    this.#tell();
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}
