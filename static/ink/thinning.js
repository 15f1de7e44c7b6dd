/**
 * Leaves out the points of a stroke that nobody would miss. Pure.
 *
 *   T1  Every point left out lies within TOLERANCE of the straight line between the two that are kept around it, and so does
 *       the width that its pressure makes: less than half a pixel of a tablet (1,024 wide, two pixels to each) at the largest zoom.
 *   T2  What has been decided stays decided: what is drawn while the pen moves is what is kept when it is lifted.
 *   T3  Where nothing was pressed, no two points that were kept are farther apart than the pen is wide, because there the
 *       width of the ink follows from how far apart they are.
 */

import { NO_PRESSURE } from "ink/tools.js";

export const TOLERANCE = 0.4;
// So many points at most wait for one that decides about them: a line is drawn in no time, however long it is.
const MOST_WAITING = 48;

export class Thinning {
  /** @type {number[]} decided: x, y, pressure, x, y, pressure, … */
  kept = [];
  #width;
  /** @type {number[]} came after the last that is kept; the next one decides */
  #waiting = [];

  /** @param {number} width of the pen @param {number[]} [from] the point that the stroke goes on from */
  constructor(width, from = []) {
    this.#width = width;
    this.kept.push(...from);
  }

  /** @param {number[]} more */
  add(more) {
    for (let i = 0; i < more.length; i += 3) this.#take(more[i], more[i + 1], more[i + 2]);
  }

  /** All of it so far, down to the tip of the pen. */
  get all() {
    return [...this.kept, ...this.#waiting];
  }

  /** What is kept if the pen is lifted now. */
  get lifted() {
    return [...this.kept, ...this.#waiting.slice(-3)];
  }

  /** @param {number} x @param {number} y @param {number} pressure */
  #take(x, y, pressure) {
    const waiting = this.#waiting;
    if (!this.kept.length) return void this.kept.push(x, y, pressure);
    if (waiting.length && (waiting.length >= 3 * MOST_WAITING || !this.#fits(x, y, pressure))) {
      this.kept.push(...waiting.slice(-3));
      waiting.length = 0;
    }
    const [x0, y0, pressure0] = (waiting.length ? waiting : this.kept).slice(-3);
    if (x !== x0 || y !== y0 || pressure !== pressure0) waiting.push(x, y, pressure);
  }

  /** Whether all that waits lies on the way from the last that is kept to here. @param {number} x @param {number} y @param {number} pressure */
  #fits(x, y, pressure) {
    const at = this.kept.length - 3;
    const [x0, y0, pressure0] = [this.kept[at], this.kept[at + 1], this.kept[at + 2]];
    const [dx, dy, harder] = [x - x0, y - y0, pressure - pressure0];
    const square = dx * dx + dy * dy;
    if (pressure === NO_PRESSURE && square > this.#width ** 2) return false;
    const waiting = this.#waiting;
    for (let i = 0; i < waiting.length; i += 3) {
      const [px, py] = [waiting[i] - x0, waiting[i + 1] - y0];
      const part = square ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
      const wider = (Math.abs(waiting[i + 2] - pressure0 - part * harder) * this.#width) / 1000;
      if (Math.hypot(px - part * dx, py - part * dy) > TOLERANCE || wider > TOLERANCE) return false;
    }
    return true;
  }
}

/** @param {number[]} points @param {number} width of the pen @returns {number[]} those that are kept */
export function thinned(points, width) {
  const thinning = new Thinning(width);
  thinning.add(points);
  return thinning.lifted;
}
