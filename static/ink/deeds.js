import { Picking } from "ink/picking.js";
import { Placing } from "ink/placing.js";
import { Shaping } from "ink/shaping.js";
import { Typing } from "ink/typing.js";
import { Underlining } from "ink/underlining.js";

/**
 * What the hand does with a tool other than pen, highlighter, eraser and pointer.
 * @param {import("ink/tools.js").Tool} tool @param {import("ink/hands.js").Sheet} sheet @returns {import("ink/hands.js").Deed | null}
 */
export function deedOf(tool, sheet) {
  if (tool === "marks") return new Picking(sheet);
  if (tool === "underline" || tool === "strikeout") return new Underlining(sheet, tool);
  if (tool === "note" || tool === "stamp") return new Placing(sheet, tool);
  if (tool === "text") return new Typing(sheet);
  return tool === "line" || tool === "arrow" || tool === "box" || tool === "ellipse" ? new Shaping(sheet, tool) : null;
}
