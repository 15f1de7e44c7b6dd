/**
 * How it stands with one person's ballots. Pure, and never hopeful: "recorded" only when the server said so.
 *
 * @typedef {import("kernel/types.js").Poll} Poll
 * @typedef {import("kernel/types.js").Ballot} Ballot
 * @typedef {import("kernel/types.js").Action} Action
 * @typedef {{state: "recorded", at: number} | {state: "choosing"|"sending"|"not_sent"|"missed"}} Casting
 * @typedef {{poll: Poll, member: string}} Duty  a ballot that one casts: one's own, or a member's who is away
 */

/** @param {readonly Action[]} pending @param {string} poll @param {string} [member] "" for oneself @returns {Action|undefined} */
export function castOf(pending, poll, member = "") {
  return pending.findLast(({ name, args }) => name === "polls.cast" && args.poll === poll && (args.member ?? "") === member);
}

/** @param {Poll} poll @param {Ballot|undefined} ballot @param {Action|undefined} cast @returns {Casting} */
export function casting(poll, ballot, cast) {
  const isChange = poll.ways?.changeable && cast && cast.state !== "recorded";
  if (ballot && !isChange) return { state: "recorded", at: ballot.at };
  if (cast?.state === "recorded") return { state: "recorded", at: /** @type {number} */ (cast.at) };
  if (cast) return { state: cast.state };
  return { state: poll.state === "open" ? "choosing" : "missed" };
}

/** @param {Poll[]} polls @returns {Poll[]} the first opened first */
export function openPolls(polls) {
  return polls.filter(({ state }) => state === "open").sort((a, b) => (a.opened_at ?? 0) - (b.opened_at ?? 0) || a.at - b.at);
}

/** @param {Poll[]} polls @returns {Poll|null} of several open ones the first opened */
export function openPoll(polls) {
  return openPolls(polls)[0] ?? null;
}

/** @param {Poll[]} polls @param {string} person @param {boolean} entitled @returns {Duty[]} what this person casts in the open polls */
export function dutiesOf(polls, person, entitled) {
  return openPolls(polls).filter(({ analog }) => !analog).flatMap((poll) => {
    const own = entitled && !poll.left_out.includes(person) && !(person in poll.held) ? [person] : [];
    const others = Object.keys(poll.held).filter((member) => poll.held[member] === person);
    return [...own, ...others].map((member) => ({ poll, member }));
  });
}

/** @param {Poll[]} polls @returns {Poll|null} */
export function lastClosed(polls) {
  const published = polls.filter(({ state }) => state === "published");
  return published.sort((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0))[0] ?? null;
}

/** @param {Poll} poll @param {Ballot[]} ballots @returns {string[]} persons who may vote and have not */
export function notVoted({ id, voters = [] }, ballots) {
  const voted = new Set(ballots.filter(({ poll }) => poll === id).map(({ person }) => person));
  return voters.filter((person) => !voted.has(person));
}
