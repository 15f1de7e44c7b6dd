/** Which marks did not come along to a newer version of their paper, because their page is another there. Pure. */

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {{paper: string, page: number}} Mark */
/** @typedef {{paper: Paper, count: number, pages: number[]}} Stayed */

/**
 * @param {Paper} paper @param {(id: string) => Paper | undefined} find @param {Mark[]} marks that this person sees
 * @returns {Stayed[]} the latest version first
 */
export function stayed(paper, find, marks) {
  const found = [];
  /** @type {Map<number, number> | null} of each page of a version that is still there, its number in `paper` */
  let kept = null;
  const seen = new Set();
  for (let newer = paper; newer.replaces && newer.unchanged && !seen.has(newer.id); ) {
    seen.add(newer.id);
    kept = through(newer.unchanged, kept);
    const older = find(newer.replaces);
    if (!older) break;
    const left = marks.filter((mark) => mark.paper === older.id && !kept?.has(mark.page));
    if (left.length) found.push({ paper: older, count: left.length, pages: pagesOf(left) });
    newer = older;
  }
  return found;
}

/** @param {number[]} unchanged for each page the page of the version before, or 0 @param {Map<number, number> | null} kept */
function through(unchanged, kept) {
  /** @type {Map<number, number>} */
  const older = new Map();
  unchanged.forEach((page, i) => {
    const now = kept ? kept.get(i + 1) : i + 1;
    if (page && now && !older.has(page)) older.set(page, now);
  });
  return older;
}

/** @param {Mark[]} marks @returns {number[]} */
function pagesOf(marks) {
  return [...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b);
}
