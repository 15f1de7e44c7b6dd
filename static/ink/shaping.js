import { NO_PRESSURE } from "ink/tools.js";
import { spot } from "ink/samples.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */

const LEAST = 60; // less is a slip of the hand
const NEARLY = Math.PI / 36; // so far from level or upright a line is meant to be so

/** A line, an arrow, a box or an ellipse, drawn out from one corner or end to the other. */
export class Shaping {
  #sheet;
  #mark;

  /** @param {Sheet} sheet @param {import("ink/tools.js").InkTool} tool */
  constructor(sheet, tool) {
    this.#sheet = sheet;
    this.#mark = sheet.ink.begun(tool, sheet);
  }

  /** @param {PointerEvent} event */
  begin(event) {
    const [x, y] = spot(event, this.#sheet.place());
    this.#mark.points = [x, y, NO_PRESSURE, x, y, NO_PRESSURE];
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { tool, points } = this.#mark;
    const [x, y] = points;
    const to = spot(event, this.#sheet.place());
    const [x1, y1] = tool === "line" || tool === "arrow" ? straight([x, y], to) : to;
    // A new mark each time: what was shown before is drawn over, not changed under the painter's hands.
    this.#mark = { ...this.#mark, points: [x, y, NO_PRESSURE, x1, y1, NO_PRESSURE] };
    this.#show([this.#mark]);
  }

  end() {
    const [x0, y0, , x1, y1] = this.#mark.points;
    if (Math.hypot(x1 - x0, y1 - y0) >= LEAST) this.#sheet.ink.draw(this.#mark);
    this.cancel();
  }

  cancel() {
    this.#sheet.ink.preview.value = null;
  }

  /** @param {import("kernel/types.js").Stroke[]} marks */
  #show(marks) {
    const { ink, paper, page } = this.#sheet;
    ink.preview.value = { paper, page, marks };
  }
}

/** @param {[number, number]} from @param {[number, number]} to @returns {[number, number]} level or upright if it nearly is */
export function straight([x0, y0], [x1, y1]) {
  const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (Math.atan2(dy, dx) < NEARLY) return [x1, y0];
  return Math.atan2(dx, dy) < NEARLY ? [x0, y1] : [x1, y1];
}
