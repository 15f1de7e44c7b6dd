/**
 * How it stands with one person's ballot. Pure, and never hopeful: "recorded" only when the server said so.
 *
 * @typedef {import("kernel/types.js").Poll} Poll
 * @typedef {import("kernel/types.js").Ballot} Ballot
 * @typedef {import("kernel/types.js").Action} Action
 * @typedef {{state: "recorded", at: number} | {state: "choosing"|"sending"|"not_sent"|"missed"}} Casting
 */

/** @param {readonly Action[]} pending @param {string} poll @returns {Action|undefined} */
export function castOf(pending, poll) {
  return pending.findLast(({ name, args }) => name === "polls.cast" && args.poll === poll);
}

/** @param {Poll} poll @param {Ballot|undefined} ballot @param {Action|undefined} cast @returns {Casting} */
export function casting(poll, ballot, cast) {
  if (ballot) return { state: "recorded", at: ballot.at };
  if (cast?.state === "recorded") return { state: "recorded", at: /** @type {number} */ (cast.at) };
  if (cast) return { state: cast.state };
  return { state: poll.state === "open" ? "choosing" : "missed" };
}

/** @param {Poll[]} polls @returns {Poll|null} the poll to vote on: of several open ones the first opened */
export function openPoll(polls) {
  const open = polls.filter(({ state }) => state === "open");
  return open.sort((a, b) => (a.opened_at ?? 0) - (b.opened_at ?? 0))[0] ?? null;
}

/** @param {Poll[]} polls @returns {Poll|null} */
export function lastClosed(polls) {
  const closed = polls.filter(({ state }) => state === "closed");
  return closed.sort((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0))[0] ?? null;
}

/** @param {Poll} poll @param {Ballot[]} ballots @returns {string[]} persons who may vote and have not */
export function notVoted({ id, voters = [] }, ballots) {
  const voted = new Set(ballots.filter(({ poll }) => poll === id).map(({ person }) => person));
  return voters.filter((person) => !voted.has(person));
}
