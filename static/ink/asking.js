/** What the server is asked for about marks: each on the stream where it lies. */

import { pack } from "ink/packing.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("kernel/room.js").Room} Room
 */

const MOST_ERASED_AT_ONCE = 1000;

/** @param {Room} room @param {Stroke} mark @returns {Promise<import("kernel/types.js").Answer>} */
export function askToDraw(room, { id, paper, page, tool, colour, width, points, text, to, layer, shared }) {
  const mark = { id, paper, page, tool, colour, width, points: pack(points), text, to, layer };
  return room.act("ink.draw", mark, { private: !shared });
}

/** @param {Room} room @param {Stroke[]} marks */
export function askToErase(room, marks) {
  for (const shared of [true, false]) {
    const ids = marks.filter((mark) => mark.shared === shared).map(({ id }) => id);
    while (ids.length) void room.act("ink.erase", { ids: ids.splice(0, MOST_ERASED_AT_ONCE) }, { private: !shared });
  }
}

/** Asks for what is different only. @param {Room} room @param {import("ink/undo.js").Change} change */
export function askToChange(room, { before, after }) {
  /** @type {Record<string, any>} */
  const args = { id: before.id };
  if (String(before.points) !== String(after.points)) args.points = pack(after.points);
  for (const name of /** @type {const} */ (["colour", "width", "text"])) if (before[name] !== after[name]) args[name] = after[name];
  if (Object.keys(args).length > 1) void room.act("ink.change", args, { private: !before.shared });
}
