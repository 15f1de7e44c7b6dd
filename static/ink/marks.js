import { unpack, unpacked } from "ink/packing.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("kernel/types.js").Action} Action
 * @typedef {import("kernel/room.js").Room} Room
 * @typedef {import("kernel/types.js").PackedStroke} Packed
 */

/** All marks of the meeting and of one's own: what the server told, and what it was asked for but has not yet told. */
export class Marks {
  #room;
  /** @type {Map<string, Map<string, Stroke>>} what the server told, by page and id */
  #pages = new Map();
  /** @type {Map<string, string>} the page of each, by id */
  #whereIs = new Map();
  /** @type {WeakMap<object, Stroke>} by what was asked */
  #asked = new WeakMap();
  /** @type {WeakMap<object, {of: Stroke, made: Stroke}>} by the change that was asked */
  #changed = new WeakMap();
  /** What I drew lately: its shape need not be worked out anew when the server tells of it. @type {Map<string, {packed: string, points: number[]}>} */
  #lately = new Map();

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
    for (const { id } of room.store.all("strokes")) this.#file(id);
    // Kept up to date, not sorted anew: while sixty people draw, there may be thirty changes a second.
    room.store.subscribe((changed) => {
      for (const key of changed.keys()) if (key.startsWith("strokes/")) this.#file(key.slice("strokes/".length));
    });
  }

  /** The oldest first. @param {string} paper @param {number} page @returns {Stroke[]} */
  on(paper, page) {
    const { pending } = this.#room;
    const here = [...(this.#pages.get(`${paper}/${page}`)?.values() ?? []), ...this.#askedFor(paper, page)];
    return this.#afterAll(here, pending);
  }

  /** @param {string} id @returns {Stroke | undefined} */
  get(id) {
    const { store, pending } = this.#room;
    const told = store.get(`strokes/${id}`);
    const asked = pending.find(({ name, args }) => name === "ink.draw" && args.id === id);
    const mark = told ? this.#read(told) : asked && this.#asStroke(asked);
    return mark && this.#afterAll([mark], pending)[0];
  }

  /** @returns {Stroke[]} */
  all() {
    return [...this.#pages.values()].flatMap((marks) => [...marks.values()]);
  }

  /** @param {string} id of a mark that has come, changed or gone */
  #file(id) {
    const record = this.#room.store.get(`strokes/${id}`);
    const here = record && `${record.paper}/${record.page}`;
    const before = this.#whereIs.get(id);
    if (before && before !== here) this.#pages.get(before)?.delete(id);
    if (!record || !here) return void this.#whereIs.delete(id);
    const marks = this.#pages.get(here) ?? new Map();
    this.#pages.set(here, marks.set(id, this.#read(record)));
    this.#whereIs.set(id, here);
  }

  /** @param {Packed} record */
  #read(record) {
    const mark = unpacked(record);
    const lately = this.#lately.get(record.id);
    if (lately?.packed === record.points) mark.points = lately.points;
    this.#lately.delete(record.id);
    return mark;
  }

  /** @param {string} paper @param {number} page */
  #askedFor(paper, page) {
    const { store, pending } = this.#room;
    return pending
      .filter(({ name, args }) => name === "ink.draw" && args.paper === paper && args.page === page && !store.get(`strokes/${args.id}`))
      .map((action) => this.#asStroke(action));
  }

  /** @param {Stroke[]} marks @param {readonly Action[]} pending @returns {Stroke[]} as they are once all is done that was asked */
  #afterAll(marks, pending) {
    const gone = new Set(pending.filter(({ name }) => name === "ink.erase").flatMap(({ args }) => args.ids));
    const changes = pending.filter(({ name }) => name === "ink.change");
    const left = gone.size ? marks.filter(({ id }) => !gone.has(id)) : marks;
    if (!changes.length) return left;
    return left.map((mark) => changes.filter(({ args }) => args.id === mark.id).reduce((before, { args }) => this.#after(before, args), mark));
  }

  /** @param {Stroke} mark @param {Record<string, any>} args of its change */
  #after(mark, args) {
    const known = this.#changed.get(args);
    if (known?.of === mark) return known.made;
    const { points, ...more } = args;
    const made = /** @type {Stroke} */ ({ ...mark, ...more, points: points === undefined ? mark.points : unpack(points) });
    this.#changed.set(args, { of: mark, made });
    if (points !== undefined) this.#lately.set(mark.id, { packed: points, points: made.points });
    return made;
  }

  /** @param {Action} action @returns {Stroke} */
  #asStroke({ stream, args, asked_at }) {
    const known = this.#asked.get(args);
    if (known) return known;
    const shared = stream.startsWith("meeting:");
    const mark = unpacked(/** @type {Packed} */ ({ ...args, by: this.#room.viewer.person, shared, at: asked_at }));
    this.#asked.set(args, mark);
    if (typeof args.points === "string") this.#lately.set(args.id, { packed: args.points, points: mark.points });
    return mark;
  }
}
