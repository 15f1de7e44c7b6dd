import { useEffect, useState } from "preact/hooks";
import { json } from "offline/reading.js";

/**
 * What a paper says of itself: its outline, its links to pages of its own, and how its pages are called.
 * @typedef {{outline: [level: number, title: string, page: number][],
 *   links: Record<string, [x0: number, y0: number, x1: number, y1: number, page: number][]>, labels: string[]}} Structure
 *   links: by page, boxes in widths of the page; labels: empty when pages are called 1, 2, 3
 */

/** @type {Structure} */
const PLAIN = { outline: [], links: {}, labels: [] };

/** @type {Map<string, Promise<Structure>>} by the paper's bytes */
const asked = new Map();

/** @param {import("papers/pages.js").Paper} paper @returns {Structure} a plain one until it is here */
export function useStructure({ sha }) {
  const [known, setKnown] = useState({ sha: "", structure: PLAIN });
  useEffect(() => {
    let current = true;
    structureOf(sha).then((structure) => current && setKnown({ sha, structure }));
    return () => void (current = false);
  }, [sha]);
  return known.sha === sha ? known.structure : PLAIN;
}

/** @param {string} sha @returns {Promise<Structure>} a paper can be read without it, so none is no fault */
function structureOf(sha) {
  const known = asked.get(sha) ?? json(`/papers/${sha}/structure`);
  asked.set(sha, known);
  return known.catch(() => (asked.delete(sha), PLAIN));
}

/** @param {string[]} labels @param {number} page @returns {string} what the paper calls this page */
export function labelOf(labels, page) {
  return labels[page - 1] || String(page);
}

/**
 * The page that somebody means: by its label, else by its number.
 * @param {string} typed @param {string[]} labels @param {number} pages @returns {number | null}
 */
export function pageMeant(typed, labels, pages) {
  const wanted = typed.trim().toLowerCase();
  const labelled = labels.findIndex((label) => label.toLowerCase() === wanted);
  if (wanted && labelled >= 0) return labelled + 1;
  return /^\d+$/.test(wanted) ? Math.min(Math.max(1, Number(wanted)), pages) : null;
}
