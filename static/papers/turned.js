/** How long a page takes to be turned: from the wish to its picture, told to whoever measures this page. */

export const TURN = "page turn";

/** @type {{place: string, since: number} | null} */
let wished = null;

/** @param {string} place of the page that is wanted */
export function wish(place) {
  wished = { place, since: performance.now() };
}

/** A picture of a page is in its place. @param {string} place of the page */
export function fulfil(place) {
  if (wished?.place !== place) return;
  performance.clearMeasures(TURN);
  performance.measure(TURN, { start: wished.since, end: performance.now(), detail: place });
  wished = null;
}
