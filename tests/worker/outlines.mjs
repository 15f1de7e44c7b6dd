import { getStroke } from "perfect-freehand";
import { outline } from "ink/tools.js";
import { readFileSync } from "node:fs";
const strokes = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(strokes.map(outline)));
