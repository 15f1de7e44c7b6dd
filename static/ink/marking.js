import { newId } from "kernel/ids.js";
import { PLAIN } from "ink/packing.js";
import { inUnits, markOver } from "ink/snapping.js";
import { boxesOf, spanOf } from "papers/reading.js";

/**
 * Goes over chosen words with the highlighter, line by line.
 * @param {import("ink/ink.js").Ink} ink @param {import("kernel/room.js").Room} room @param {import("papers/chosen.js").Choice} choice
 */
export function markWords(ink, room, { paper, page, words, from, to }) {
  const { colour } = ink.styles.highlighter;
  for (const box of boxesOf(words, spanOf(from, to))) {
    const stroke = { id: newId(), paper, page, tool: /** @type {const} */ ("highlighter"), colour, ...markOver([inUnits(box)]) };
    ink.draw({ ...PLAIN, ...stroke, by: room.viewer.person, shared: ink.shared, at: room.serverNow() });
  }
}
