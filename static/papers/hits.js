/** Where the search's findings on a page are marked; the search fills this in. */

/** @param {{paper: import("papers/pages.js").Paper, page: number}} _props */
export function Hits(_props) {
  return null;
}
