/**
 * How it stands with one's own answer to a slip. Pure, and never hopeful: "recorded" only when the server said so.
 *
 * @typedef {import("kernel/types.js").Slip} Slip
 * @typedef {import("kernel/types.js").Action} Action
 * @typedef {{ answered_at: number | null } | undefined} Asked  undefined: I am not asked
 * @typedef {"not_asked" | "open" | "waiting" | "recorded" | "over"} Standing
 *   waiting: an answer lies here; recorded: the server has one, which cannot be changed; over: none is taken any more
 */

/** @param {readonly Action[]} pending @returns {Action | undefined} my own answer on its way, the latest */
export function answerOf(pending) {
  return pending.findLast(({ name, args, state }) => name === "slips.answer" && !args.member && state !== "recorded");
}

/** @param {Slip} slip @param {Asked} asked @param {readonly Action[]} pending @param {number} now ms @returns {Standing} */
export function standingOf({ state, deadline_at, ways }, asked, pending, now) {
  if (!asked) return "not_asked";
  if (answerOf(pending)) return "waiting";
  const late = now >= deadline_at;
  if (asked.answered_at !== null && (late || !ways.changeable)) return "recorded";
  if (state !== "sent" || (late && ways.late !== "marked")) return "over";
  return "open";
}
