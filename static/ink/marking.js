import { inUnits, linesAlong, markOver } from "ink/snapping.js";
import { boxesOf, spanOf } from "papers/reading.js";

/** @typedef {import("papers/chosen.js").Choice} Choice */
/** @typedef {"highlighter"|"underline"|"strikeout"} TextTool */

/**
 * Marks chosen words: the highlighter goes over them line by line, the others are one mark for all lines.
 * @param {import("ink/ink.js").Ink} ink @param {Choice} choice @param {TextTool} tool
 */
export function markWords(ink, { paper, page, words, from, to }, tool) {
  const boxes = boxesOf(words, spanOf(from, to));
  const begun = () => ink.begun(tool, { paper, page });
  if (tool === "highlighter") ink.drawAll(boxes.map((box) => ({ ...begun(), ...markOver([inUnits(box)]) })));
  else ink.draw({ ...begun(), points: linesAlong(boxes, tool) });
}
