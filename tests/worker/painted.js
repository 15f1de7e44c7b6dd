// What the tablet's canvas is asked to paint: reads marks from stdin, writes of each the box of its ink and the edge that
// it is filled by. node --import ./tests/js/resolve.js tests/worker/painted.js
import { readFileSync } from "node:fs";
import { paint } from "ink/paint.js";
import { outline } from "ink/tools.js";

const STEPS = 16;

class Path {
  points = /** @type {[number, number][]} */ ([]);
  moveTo(x, y) { this.points.push([x, y]); }
  lineTo(x, y) { this.points.push([x, y]); }
  closePath() {}
  quadraticCurveTo(cx, cy, x, y) {
    const [x0, y0] = this.points.at(-1);
    for (let i = 1; i <= STEPS; i++) {
      const t = i / STEPS;
      this.points.push([(1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y]);
    }
  }
  roundRect(x, y, width, height) { this.points.push([x, y], [x + width, y + height]); }
  ellipse(x, y, a, b) { this.points.push([x - a, y - b], [x + a, y + b]); }
}

/** Takes note of all that is painted; words are not measured. */
class Canvas extends Path {
  box = [Infinity, Infinity, -Infinity, -Infinity];
  lineWidth = 1;
  beginPath() { this.points = []; }
  fill(path = this) { this.#reach(path.points, 0); }
  stroke() { this.#reach(this.points, this.lineWidth / 2); }
  save() {}
  restore() {}
  translate() {}
  scale() {}
  fillText() {}
  measureText() { return { width: 1 }; }
  #reach(points, by) {
    for (const [x, y] of points) this.box = [Math.min(this.box[0], x - by), Math.min(this.box[1], y - by), Math.max(this.box[2], x + by), Math.max(this.box[3], y + by)];
  }
}

globalThis.Path2D = /** @type {any} */ (Path);
const marks = JSON.parse(readFileSync(0, "utf8"));
const painted = marks.map((mark) => {
  const canvas = new Canvas();
  paint(/** @type {any} */ (canvas), mark);
  return { box: canvas.box, edge: ["pen", "highlighter"].includes(mark.tool) ? outline(mark) : [] };
});
process.stdout.write(JSON.stringify(painted));
