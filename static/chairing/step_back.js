// Which step of the chair's can still be taken back. Pure: records in, at most one proposal out.

import { speaking } from "floor/queue.js";

/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {{ of: "opened" | "closed" | "called" | "ended", action: "agenda.take_back" | "floor.take_back", id: string, at: number,
 *              item?: Item, speaker?: Speaker }} StepBack */

// The server allows an item's step for longer; it is offered while the mistake is fresh.
const OFFERED_MS = 45_000;

/**
 * The last step, if it can be taken back: whatever came before it has been built upon.
 * @param {{ items: Item[], speakers: Speaker[], polls: Poll[], now: number }} situation
 * @returns {StepBack | null}
 */
export function stepBack({ items, speakers, polls, now }) {
  const steps = [...itemSteps(items), ...speechSteps(speakers)].sort((a, b) => b.at - a.at);
  const [last] = steps;
  const happened = [...polls.map(({ opened_at }) => opened_at), ...speakers.flatMap(({ started_at, ended_at }) => [started_at, ended_at])];
  const isLast = last && happened.every((at) => (at ?? 0) <= last.at);
  return isLast && now - last.at < OFFERED_MS ? last : null;
}

/** @param {Item[]} items @returns {StepBack[]} */
function itemSteps(items) {
  const open = items.find(({ state }) => state === "open");
  if (open) {
    const { id, opened_at, since } = open;
    // One that goes on after a stop is closed rather than taken back.
    const isFresh = since !== null && since === opened_at;
    return isFresh ? [{ of: "opened", action: "agenda.take_back", id, at: since, item: open }] : [];
  }
  return items.flatMap((item) =>
    item.state === "closed" && item.closed_at !== null && item.opened_at !== null
      ? [{ of: /** @type {const} */ ("closed"), action: /** @type {const} */ ("agenda.take_back"), id: item.id, at: item.closed_at, item }]
      : [],
  );
}

/** @param {Speaker[]} speakers @returns {StepBack[]} */
function speechSteps(speakers) {
  const current = speaking(speakers);
  const alone = speakers.filter(({ state }) => state === "speaking" || state === "paused").length === 1;
  if (current) {
    const { id, started_at, since } = current;
    const isFresh = alone && since !== null && since === started_at;
    return isFresh ? [{ of: "called", action: "floor.take_back", id, at: since, speaker: current }] : [];
  }
  return speakers.flatMap((speaker) =>
    speaker.state === "done" && speaker.ended_at !== null
      ? [{ of: /** @type {const} */ ("ended"), action: /** @type {const} */ ("floor.take_back"), id: speaker.id, at: speaker.ended_at, speaker }]
      : [],
  );
}
