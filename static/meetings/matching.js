/** @typedef {{ item: string | null, title: string }} Place title: "1.2. Budget", or any words for item null */

const SURE_ENOUGH = 0.5;
// "05-TTr-UBND.docx" is the number of a document, not of an agenda item.
const DOCUMENT_NUMBER = /^\d+ (?:\d{4} )?(?:ttr|bc|qd|nq|tb|kh|cv|bb|gm|hd|ct|ub|ubnd|hdnd)\b/;
const NAMED_NUMBER = /\b(?:muc|noi dung|nd|item) (\d+(?: \d+)*)\b/;
const LEADING_NUMBER = /^(\d{1,2}(?: \d{1,2})*)\b/;

/**
 * Where a file belongs, judged by its name: a number of an item, or most of the words of its title.
 * @param {string} filename
 * @param {Place[]} places the first one takes what belongs nowhere else
 * @returns {Place}
 */
export function bestItem(filename, places) {
  const name = plain(filename.replace(/\.[^.]+$/, ""));
  return byNumber(name, NAMED_NUMBER, places) ?? byWords(name, places) ?? leading(name, places) ?? places[0];
}

/** Lower case without diacritics or punctuation: "Tờ trình số 2.1" becomes "to trinh so 2 1". @param {string} text */
export function plain(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, " ").trim();
}

/** @param {string} name @param {Place[]} places */
const leading = (name, places) => (DOCUMENT_NUMBER.test(name) ? undefined : byNumber(name, LEADING_NUMBER, places));

/** @param {string} name @param {RegExp} pattern @param {Place[]} places */
function byNumber(name, pattern, places) {
  const number = pattern.exec(name)?.[1].split(" ").map(Number).join(" ");
  return number === undefined ? undefined : places.find((place) => place.item && numberOf(place.title) === number);
}

/** @param {string} title */
const numberOf = (title) => plain(/^[\d.]*/.exec(title)?.[0] ?? "");

/** @param {string} name @param {Place[]} places */
function byWords(name, places) {
  const said = new Set(name.split(" "));
  const scored = places.filter((place) => place.item).map((place) => ({ place, score: overlap(said, place.title) }));
  const [best, second] = scored.sort((a, b) => b.score - a.score);
  return best && best.score >= SURE_ENOUGH && best.score > (second?.score ?? 0) ? best.place : undefined;
}

/** @param {Set<string>} said @param {string} title */
function overlap(said, title) {
  const words = [...new Set(plain(title.replace(/^[\d.]*/, "")).split(" "))].filter((word) => word.length > 1);
  return words.length < 2 ? 0 : words.filter((word) => said.has(word)).length / words.length;
}
