// Where this tablet is in the papers, kept over a reload of the page.

/** @typedef {{ paper: string, page: number }} Place */

/** @param {string} meeting */
const name = (meeting) => `icabinet.place.${meeting}`;

/**
 * @param {string} meeting
 * @returns {Place | null}
 */
export function rememberedPlace(meeting) {
  try {
    return JSON.parse(sessionStorage.getItem(name(meeting)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} meeting
 * @param {Place | null} place
 */
export function rememberPlace(meeting, place) {
  try {
    sessionStorage.setItem(name(meeting), JSON.stringify(place));
  } catch {
    // A browser that keeps nothing opens the meeting at its beginning.
  }
}

/** The place that a link leads to, once. @returns {Place | null} */
export function askedPlace() {
  const asked = new URLSearchParams(location.search);
  const paper = asked.get("paper");
  if (!paper) return null;
  history.replaceState(null, "", location.pathname);
  return { paper, page: Number(asked.get("page")) || 1 };
}

/** @param {Place | null | undefined} a @param {Place | null | undefined} b */
export const isSamePlace = (a, b) => a?.paper === b?.paper && a?.page === b?.page;
