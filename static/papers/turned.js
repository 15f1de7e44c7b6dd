/** How long a page takes to be turned: from the wish to its picture, told to whoever measures this page. */

export const TURN = "page turn";

/** @type {{place: string, since: number} | null} */
let wished = null;

/** @param {string} place of the page that is wanted */
export function wish(place) {
  wished = { place, since: performance.now() };
}

/** A picture of a page is in its place: the turn is done when the next frame has been drawn. @param {string} place of the page */
export function fulfil(place) {
  if (wished?.place !== place) return;
  const { since } = wished;
  wished = null;
  requestAnimationFrame(() => setTimeout(() => measure(place, since)));
}

/** @param {string} place @param {number} since */
function measure(place, since) {
  performance.clearMeasures(TURN);
  performance.measure(TURN, { start: since, end: performance.now(), detail: place });
}
