import { useContext, useEffect } from "preact/hooks";
import { RoomContext, useRedraw } from "kernel/hooks.js";
import { COLOURS, WIDTHS } from "ink/tools.js";
import { pack, unpacked } from "ink/packing.js";
import { History } from "ink/undo.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("kernel/types.js").PackedStroke} PackedStroke
 * @typedef {import("kernel/types.js").Action} Action
 * @typedef {import("kernel/room.js").Room} Room
 * @typedef {import("ink/tools.js").Tool} Tool
 * @typedef {import("ink/tools.js").InkTool} InkTool
 * @typedef {{colour: string, width: number}} Style
 */

const MOST_ERASED_AT_ONCE = 1000;

/** @type {WeakMap<Room, Ink>} */
const inks = new WeakMap();

/** The ink of this person in this room: the tool in hand, what is on the pages, and what can be undone. @param {Room} room */
export function inkOf(room) {
  const ink = inks.get(room) ?? new Ink(room);
  inks.set(room, ink);
  return ink;
}

/** Drawn anew when the tool in hand, or what can be undone, changes. */
export function useInk() {
  const ink = inkOf(useContext(RoomContext));
  const redraw = useRedraw();
  useEffect(() => ink.subscribe(redraw), [ink]);
  return ink;
}

export class Ink {
  /** @type {Tool} */
  tool = "hand";
  /** Whether what I draw is for everyone; never so unless I say so. */
  shared = false;
  /** @type {Record<InkTool, Style>} */
  styles = { pen: first("pen"), highlighter: first("highlighter") };
  /** @type {{paper: string, page: number} | null} where I last drew or erased */
  latest = null;
  #toolWasChosen = false;

  #room;
  #history = new History();
  /** @type {WeakMap<object, PackedStroke>} by what was asked */
  #asked = new WeakMap();
  /** @type {Set<string>} under the eraser */
  #hidden = new Set();
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.tool = tool;
    this.#toolWasChosen = true;
    this.#tell();
  }

  /** A pen comes to the page: until something else is chosen, it writes. */
  meetPen() {
    if (!this.#toolWasChosen && this.#room.may("ink.draw_private")) this.choose("pen");
  }

  /** @param {InkTool} tool @param {Partial<Style>} style */
  style(tool, style) {
    Object.assign(this.styles[tool], style);
    this.#tell();
  }

  /** @param {boolean} shared */
  share(shared) {
    this.shared = shared;
    this.#tell();
  }

  /**
   * All on a page, the oldest first: what the server told, and what it was asked for but has not yet told.
   * @param {string} paper @param {number} page @returns {Stroke[]}
   */
  on(paper, page) {
    const { store, pending } = this.#room;
    const gone = new Set([...this.#hidden, ...pending.filter(({ name }) => name === "ink.erase").flatMap(({ args }) => args.ids)]);
    const isHere = (/** @type {PackedStroke} */ stroke) => stroke.paper === paper && stroke.page === page && !gone.has(stroke.id);
    const asked = pending.filter(({ name, args }) => name === "ink.draw" && !store.get(`strokes/${args.id}`));
    const strokes = asked.map((action) => this.#asStroke(action)).filter(isHere);
    return [...store.all("strokes").filter(isHere), ...strokes].map(unpacked);
  }

  /** @param {Stroke} stroke */
  draw(stroke) {
    this.latest = stroke;
    this.#history.did(keyOf(stroke), { is: "draw", strokes: [stroke] });
    this.#perform("draw", [stroke]);
  }

  /** @param {Stroke[]} strokes of one page */
  erase(strokes) {
    if (!strokes.length) return;
    this.latest = strokes[0];
    this.#history.did(keyOf(strokes[0]), { is: "erase", strokes });
    this.#perform("erase", strokes);
  }

  /** Takes strokes out of sight while the eraser is still down. @param {string[]} ids */
  hide(ids) {
    this.#hidden = new Set(ids);
    this.#tell();
  }

  /** Mine always; that of others only if I may, and only while I work on the shared layer. @param {Stroke} stroke */
  mayErase({ by, shared }) {
    return by === this.#room.viewer.person || (shared && this.shared && this.#room.may("ink.erase_any"));
  }

  /** @param {string} paper @param {number} page */
  can(paper, page) {
    const key = keyOf({ paper, page });
    return { undo: this.#history.canUndo(key), redo: this.#history.canRedo(key) };
  }

  /** @param {"undo"|"redo"} way @param {string} paper @param {number} page */
  step(way, paper, page) {
    const step = this.#history[way](keyOf({ paper, page }));
    if (step) this.#perform(step.is, step.strokes);
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param {"draw"|"erase"} is @param {Stroke[]} strokes */
  #perform(is, strokes) {
    if (is === "draw") for (const stroke of strokes) this.#askToDraw(stroke);
    else for (const shared of [true, false]) this.#askToErase(strokes.filter((stroke) => stroke.shared === shared), shared);
    this.#tell();
  }

  /** @param {Stroke} stroke */
  #askToDraw({ id, paper, page, tool, colour, width, points, text, to, layer, shared }) {
    const mark = { id, paper, page, tool, colour, width, points: pack(points), text, to, layer };
    this.#room.act("ink.draw", mark, { private: !shared });
  }

  /** @param {Stroke[]} strokes @param {boolean} shared */
  #askToErase(strokes, shared) {
    const ids = strokes.map(({ id }) => id);
    while (ids.length) this.#room.act("ink.erase", { ids: ids.splice(0, MOST_ERASED_AT_ONCE) }, { private: !shared });
  }

  /** The same each time, as a record is. @param {Action} action @returns {PackedStroke} */
  #asStroke({ stream, args, asked_at }) {
    const shared = stream.startsWith("meeting:");
    const known = this.#asked.get(args) ?? /** @type {PackedStroke} */ ({ ...args, by: this.#room.viewer.person, shared, at: asked_at });
    this.#asked.set(args, known);
    return known;
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** @param {InkTool} tool @returns {Style} */
function first(tool) {
  return { colour: COLOURS[tool][0].colour, width: WIDTHS[tool][1].width };
}

/** @param {{paper: string, page: number}} place */
function keyOf({ paper, page }) {
  return `${paper}/${page}`;
}
