/**
 * The words of a page in the order of reading: which one is meant, and what lies between two of them. Pure.
 * Boxes are in widths of the page, from its top left corner.
 *
 * @typedef {[x0: number, y0: number, x1: number, y1: number]} Box
 * @typedef {{box: Box, text: string, line: number}} Word  line: counts up within the page
 * @typedef {[first: number, last: number]} Span  of words, both included
 * @typedef {[x0: number, y0: number, x1: number, y1: number, text: string, line?: number]} Row  as the server tells them
 */

const NEAR = 0.012; // about half a line of print
const LINES_APART = 20; // another line is further away than the end of this one

/** @param {Row[]} rows @returns {Word[]} */
export function wordsFrom(rows) {
  let line = 0;
  return rows.map(([x0, y0, x1, y1, text, told], i) => {
    if (told !== undefined) line = told;
    else if (i && !isOnLine(rows[i - 1], [x0, y0, x1, y1])) line++;
    return { box: [x0, y0, x1, y1], text: text.normalize("NFC"), line };
  });
}

/** @param {Row} before @param {Box} box whether it goes on in the same line: further to the right, at half the height at least */
function isOnLine(before, [x0, y0, , y1]) {
  const common = Math.min(before[3], y1) - Math.max(before[1], y0);
  return x0 >= before[0] && common > 0.5 * Math.min(before[3] - before[1], y1 - y0);
}

/** @param {Word[]} words @param {number} x @param {number} y @returns {number} the word there, or just beside; -1: none */
export function wordAt(words, x, y) {
  const nearest = nearestWord(words, x, y);
  return nearest >= 0 && Math.max(...gaps(words[nearest].box, x, y)) <= NEAR ? nearest : -1;
}

/**
 * The word that a hand means which is between words: in the line it is nearest to, the one nearest to it.
 * @param {Word[]} words @param {number} x @param {number} y @returns {number} -1 only if there are none
 */
export function nearestWord(words, x, y) {
  let [best, least] = [-1, Infinity];
  words.forEach(({ box }, i) => {
    const [beside, above] = gaps(box, x, y);
    const distance = beside + LINES_APART * above;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

/** @param {Box} box @param {number} x @param {number} y @returns {[number, number]} how far beside it, and how far above or below */
function gaps([x0, y0, x1, y1], x, y) {
  return [Math.max(x0 - x, x - x1, 0), Math.max(y0 - y, y - y1, 0)];
}

/** @param {number} a @param {number} b @returns {Span} */
export function spanOf(a, b) {
  return [Math.min(a, b), Math.max(a, b)];
}

/** @param {Word[]} words @param {Span} span @returns {string} line by line */
export function textOf(words, [first, last]) {
  const chosen = words.slice(first, last + 1);
  return chosen.map(({ text, line }, i) => (i ? (line === chosen[i - 1].line ? " " : "\n") : "") + text).join("");
}

/** @param {Word[]} words @param {Span} span @returns {Box[]} one for each line */
export function boxesOf(words, [first, last]) {
  /** @type {Map<number, Box>} */
  const lines = new Map();
  for (const { box, line } of words.slice(first, last + 1)) {
    const known = lines.get(line) ?? box;
    lines.set(line, [Math.min(known[0], box[0]), Math.min(known[1], box[1]), Math.max(known[2], box[2]), Math.max(known[3], box[3])]);
  }
  return [...lines.values()];
}
