// Which version of each paper this person has opened on this device.

/** @typedef {import("kernel/types.js").Paper} Paper */

/** @param {string} meeting @param {string} person */
const place = (meeting, person) => `icabinet.read.${meeting}.${person}`;

/**
 * @param {string} meeting
 * @param {string} person
 * @returns {Record<string, string>} sha by paper
 */
export function readPapers(meeting, person) {
  try {
    return JSON.parse(localStorage.getItem(place(meeting, person)) ?? "{}");
  } catch {
    return {};
  }
}

/**
 * @param {string} meeting
 * @param {string} person
 * @param {Paper} paper
 */
export function markRead(meeting, person, paper) {
  const read = { ...readPapers(meeting, person), [paper.id]: paper.sha };
  try {
    localStorage.setItem(place(meeting, person), JSON.stringify(read));
  } catch {
    // A browser that keeps nothing shows the paper as new once more.
  }
}

/**
 * @param {Paper} paper
 * @param {Record<string, string>} read
 * @returns {"new" | "changed" | "read"}
 */
export function freshness(paper, read) {
  if (!(paper.id in read)) return (paper.replaces ?? "") in read ? "changed" : "new";
  return read[paper.id] === paper.sha ? "read" : "changed";
}
