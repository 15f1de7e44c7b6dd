/** What of a meeting may lie on a tablet without network. Pure. */

/** @typedef {import("kernel/types.js").Body} Body */
/** @typedef {Record<string, { seq: number, records: Record<string, Body> }>} Streams */

// Who may see what, how people voted, what they said in confidence, and what is said for the moment.
const NEVER = new Set([
  "restrictions", "ballots", "replies", "positions", "rollups", "line", "calls", "broadcast", "nudges", "cards",
]);

/**
 * The same streams without guarded papers, what is going on at this moment, and all that hangs on any of it.
 * @param {Streams} streams @param {(paper: Body) => boolean} [stays] whether a paper may be kept
 * @returns {Streams}
 */
export function forTheShelf(streams, stays = ({ guarded }) => !guarded) {
  const leaves = (/** @type {string} */ kind, /** @type {Body} */ body) =>
    NEVER.has(kind) || (kind === "papers" && !stays(body)) || isForNow(kind, body.state);
  const out = goingOut(Object.values(streams).flatMap(({ records }) => Object.entries(records)), leaves);
  const kept = (/** @type {Record<string, Body>} */ records) => Object.fromEntries(Object.entries(records).filter(([key]) => !out.has(key)));
  return Object.fromEntries(Object.entries(streams).map(([stream, { seq, records }]) => [stream, { seq, records: kept(records) }]));
}

/**
 * That somebody is asked in writing, and when they answered: enough to answer without network. What they said is not kept.
 * @param {import("kernel/types.js").Reply[]} replies @param {string} person
 * @returns {{ answered_at: number | null } | undefined}
 */
export function askedOf(replies, person) {
  const mine = replies.find((reply) => reply.person === person);
  return mine && { answered_at: mine.answered_at };
}

/**
 * The keys of what leaves: what is meant, what names a paper that leaves, what names that, and so on.
 * @param {[string, Body][]} all @param {(kind: string, body: Body) => boolean} leaves
 */
function goingOut(all, leaves) {
  const out = new Set();
  const gone = new Set();
  for (let before = -1; before < out.size; ) {
    before = out.size;
    for (const [key, body] of all) {
      const kind = key.slice(0, key.indexOf("/"));
      if (out.has(key) || !(leaves(kind, body) || (kind !== "papers" && hangsOn(body, gone)))) continue;
      out.add(key);
      gone.add(key.slice(kind.length + 1));
    }
  }
  return out;
}

/** An open vote would cover the page, a speaker's clock would run on, and a result is nobody's before it is published. @param {string} kind @param {string} state */
function isForNow(kind, state) {
  return (kind === "polls" && state !== "published") || (kind === "speakers" && state === "speaking");
}

/** @param {Body} body @param {Set<string>} gone */
function hangsOn({ paper, mark }, gone) {
  return gone.has(paper) || gone.has(mark);
}
