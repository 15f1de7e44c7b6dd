/**
 * Threads and comments in the order in which they are read. Pure.
 *
 * @typedef {import("kernel/types.js").Thread} Thread
 * @typedef {import("kernel/types.js").Comment} Comment
 * @typedef {import("kernel/types.js").Paper} Paper
 * @typedef {import("kernel/types.js").Item} Item
 * @typedef {{item: Item | null, threads: Thread[]}} Group  threads on the papers of an item, or of the meeting as a whole
 */

/** @param {Comment[]} comments @param {string} mark */
export function said(comments, mark) {
  return comments.filter((comment) => comment.mark === mark).sort((a, b) => a.position - b.position);
}

/** Threads that are not settled, of the meeting, on this paper. @param {Thread[]} threads @param {string} paper */
export function openOn(threads, paper) {
  return threads.filter((thread) => thread.paper === paper && thread.shared && thread.state === "open");
}

/**
 * What is not settled, item by item; of papers that can still be read.
 * @param {Thread[]} threads @param {Paper[]} papers @param {Item[]} items in the order in which they are dealt with
 * @returns {Group[]}
 */
export function unsettled(threads, papers, items) {
  const place = new Map(papers.map((paper) => [paper.id, paper]));
  const waiting = threads.filter(({ paper, shared, state }) => shared && state === "open" && place.has(paper));
  waiting.sort((a, b) => (place.get(a.paper)?.position ?? 0) - (place.get(b.paper)?.position ?? 0) || a.page - b.page || a.at - b.at);
  return [...items, null]
    .map((item) => ({ item, threads: waiting.filter(({ paper }) => (place.get(paper)?.item ?? null) === (item?.id ?? null)) }))
    .filter((group) => group.threads.length);
}

/** In which threads that are not settled somebody is mentioned, the latest first. @param {Thread[]} threads @param {Comment[]} comments @param {string} person */
export function mentioning(threads, comments, person) {
  const of = new Map(threads.map((thread) => [thread.mark, thread]));
  return comments
    .filter(({ mentions, by, mark }) => by !== person && mentions.includes(person) && of.get(mark)?.state === "open")
    .sort((a, b) => b.at - a.at)
    .map((comment) => ({ comment, thread: /** @type {Thread} */ (of.get(comment.mark)) }));
}

/** The mark that somebody made last. @template {{by: string, at: number}} M @param {M[]} marks @param {string} person @returns {M | undefined} */
export function lastOf(marks, person) {
  return marks.reduce((/** @type {M | undefined} */ last, mark) => (mark.by === person && mark.at >= (last?.at ?? 0) ? mark : last), undefined);
}
