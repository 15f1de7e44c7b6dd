/** @typedef {{ item: string | null, title: string }} Place title: "1.2. Budget", or any words for item null */

/** @typedef {{ id: string, item: string | null, title: string }} Expected */

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
  return found(plain(filename.replace(/\.[^.]+$/, "")), places) ?? places[0];
}

/**
 * Where a file of a folder belongs: what its own name says in words, then what the folders above it say, the nearest
 * first, then its own leading number, which inside a folder may only count its files.
 * @param {string} path "02. Dự toán/phụ lục/", or ""
 * @param {string} filename
 * @param {Place[]} places the first one takes what belongs nowhere else
 * @returns {Place}
 */
export function bestPlace(path, filename, places) {
  const name = plain(filename.replace(/\.[^.]+$/, ""));
  const own = byNumber(name, NAMED_NUMBER, places) ?? byWords(name, places);
  if (own) return own;
  for (const folder of path.split("/").filter(Boolean).reverse()) {
    const place = found(plain(folder), places);
    if (place) return place;
  }
  return leading(name, places) ?? places[0];
}

/**
 * Which of the papers that are expected a file is, judged by the words of its name; of those of one item, if that is known.
 * @param {string} filename
 * @param {Expected[]} expected
 * @param {string | null} item
 * @returns {Expected | undefined}
 */
export function bestExpected(filename, expected, item) {
  const said = new Set(plain(filename.replace(/\.[^.]+$/, "")).split(" "));
  const fitting = expected.filter((one) => item === null || one.item === item);
  const scored = fitting.map((one) => ({ one, score: overlap(said, one.title) })).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best && best.score >= SURE_ENOUGH && best.score > (second?.score ?? 0) ? best.one : undefined;
}

/** Lower case without diacritics or punctuation: "Tờ trình số 2.1" becomes "to trinh so 2 1". @param {string} text */
export function plain(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, " ").trim();
}

/** @param {string} name @param {Place[]} places */
const found = (name, places) => byNumber(name, NAMED_NUMBER, places) ?? byWords(name, places) ?? leading(name, places);

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
