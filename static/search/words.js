/**
 * Words as the search knows them (icabinet/search/words.py says the same): plain without marks, written with them.
 *
 * @typedef {{ words: string[], phrases: string[][], open: boolean }} Question  open: the last word may be a beginning
 * @typedef {{ plain: string, written: string, row: number, from: number, to: number }} Token  from, to: of the row's text, 0 to 1
 * @typedef {[number, number, number, number]} Box  left, top, right, bottom in fractions of the page's width
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;
const PHRASE = /["“”„«»]([^"“”„«»]*)["“”„«»]/g;
const UNHEARD = /[^\p{L}\p{N}]/gu;
/** @type {Record<string, string>} both ways to place a mark are in use: hòa and hoà */
const PLACES = {};
for (const [marks, last, placed] of [["òóỏõọ", "a", "oàoáoảoãoạ"], ["òóỏõọ", "e", "oèoéoẻoẽoẹ"], ["ùúủũụ", "y", "uỳuýuỷuỹuỵ"]]) {
  [...marks].forEach((mark, index) => (PLACES[mark + last] = placed.slice(2 * index, 2 * index + 2)));
}

/** "dieu" of "Điều". @param {string} word */
export function fold(word) {
  return word.toLowerCase().replaceAll("đ", "d").normalize("NFKD").toLowerCase().replace(UNHEARD, "");
}

/** In small letters with its marks, in one spelling. @param {string} word */
export function written(word) {
  const small = word.toLowerCase().normalize("NFC");
  return small.slice(0, -2) + (PLACES[small.slice(-2)] ?? small.slice(-2));
}

/** @param {string} text @returns {string[]} */
export function wordsOf(text) {
  return [...text.normalize("NFC").matchAll(WORD)].map(([word]) => written(word)).filter(fold);
}

/** What was typed, understood. @param {string} typed @returns {Question} */
export function read(typed) {
  const phrases = [...typed.matchAll(PHRASE)].map(([, said]) => wordsOf(said)).filter((words) => words.length);
  const loose = typed.replace(PHRASE, " ");
  const words = wordsOf(loose);
  return { words, phrases, open: words.length > 0 && wordsOf(loose.slice(-1)).length > 0 };
}

/**
 * Where a page has what is asked for, from the best down: as typed and side by side, as typed, whatever the marks, begun.
 * @param {any[][]} rows words of the page: left, top, right, bottom, text
 * @param {Question} question
 * @returns {Box[]}
 */
export function boxesOf(rows, question) {
  const tokens = rows.flatMap((row, index) => tokensOf(row[4], index));
  for (const runs of ladder(question)) {
    const found = runs.map((run) => placesOf(tokens, run));
    if (found.length && found.every(({ length }) => length)) return found.flat().flatMap((place) => boxes(rows, place));
  }
  return [];
}

/** @typedef {((token: Token) => boolean)[]} Run  words side by side */

/** @param {Question} question @returns {Run[][]} */
function ladder({ words, phrases, open }) {
  const steps = [true, false].flatMap((exact) => {
    const said = phrases.map((phrase) => phrase.map((word) => is(word, exact)));
    const singles = words.map((word) => [is(word, exact)]);
    return [...(words.length > 1 ? [[...said, singles.flat()]] : []), [...said, ...singles]];
  });
  if (!open) return steps;
  const last = words[words.length - 1];
  const anyhow = (/** @type {string[]} */ run) => run.map((word) => is(word, false));
  const before = words.slice(0, -1);
  // One letter begins so many words that nobody is helped.
  const begun = /^\p{L}$/u.test(last) ? [] : [(/** @type {Token} */ { plain }) => plain.startsWith(fold(last))];
  const said = phrases.map(anyhow);
  const near = [...said, [...anyhow(before), ...begun]];
  const apart = [...said, ...before.map((word) => anyhow([word])), begun];
  return [...steps, ...[near, apart].map((step) => step.filter((run) => run.length))];
}

/** @param {string} word @param {boolean} exact @returns {(token: Token) => boolean} */
function is(word, exact) {
  const plain = fold(word);
  return exact && plain !== word ? (token) => token.written === word : (token) => token.plain === plain;
}

/** @param {string} text @param {number} row @returns {Token[]} */
function tokensOf(text, row) {
  return [...text.matchAll(WORD)]
    .map(({ 0: word, index }) => ({
      plain: fold(word), written: written(word), row, from: index / text.length, to: (index + word.length) / text.length,
    }))
    .filter(({ plain }) => plain);
}

/** @param {Token[]} tokens @param {Run} run @returns {Token[][]} */
function placesOf(tokens, run) {
  const starts = tokens.map((_, start) => start).filter((start) => run.every((fits, at) => tokens[start + at] && fits(tokens[start + at])));
  return starts.map((start) => tokens.slice(start, start + run.length));
}

/** One box for what stands side by side on a line. @param {any[][]} rows @param {Token[]} place @returns {Box[]} */
function boxes(rows, place) {
  /** @type {Box[]} */
  const found = [];
  for (const { row, from, to } of place) {
    const [left, top, right, bottom] = rows[row];
    const width = right - left;
    const before = found.at(-1);
    if (before && left >= before[0] && Math.abs(top - before[1]) < (bottom - top) / 2) {
      before[2] = left + width * to;
      before[3] = Math.max(before[3], bottom);
    } else found.push([left + width * from, top, left + width * to, bottom]);
  }
  return found;
}
