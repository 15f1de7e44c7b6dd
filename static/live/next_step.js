// What the chair most likely wants to do next. Pure: records in, one proposal out.

import { nextItem, openItem } from "agenda/tree.js";
import { calledFrom, interrupted, lines, speaking } from "floor/queue.js";
import { openPoll } from "polls/casting.js";

/** @typedef {import("kernel/types.js").Meeting} Meeting */
/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Consent} Consent */
/** @typedef {{ meeting: Meeting | undefined, items: Item[], speakers: Speaker[], polls: Poll[],
 *              queues?: import("kernel/types.js").Queue[], floor?: import("kernel/types.js").Floor | undefined,
 *              consents?: Consent[] }} Situation consents: only of who may adopt by a gesture */
/** @typedef {{ action: "meetings.start" | "meetings.end" }
 *         | { action: "agenda.open_item" | "agenda.close_item", item: Item }
 *         | { action: "positions.adopt", items: string[] }
 *         | { action: "floor.call" | "floor.resume" | "floor.end", speaker: Speaker }
 *         | { action: "polls.open" | "polls.close" | "polls.publish", poll: Poll }} Step */

/**
 * @param {Situation} situation
 * @returns {Step | null} null: nothing is left to do
 */
export function nextStep({ meeting, items, speakers, polls, queues = [], floor, consents = [] }) {
  if (meeting?.state === "planned") return { action: "meetings.start" };
  if (meeting?.state !== "live") return null;
  const poll = openPoll(polls);
  if (poll) return { action: "polls.close", poll };
  const counted = polls.find(({ state }) => state === "closed");
  if (counted) return { action: "polls.publish", poll: counted };
  return (
    floorStep(speakers, calledFrom(lines({ items, speakers, queues, floor })).waiting) ??
    voteStep(polls, openItem(items)) ??
    consentStep(consents, openItem(items)) ??
    agendaStep(items)
  );
}

/** What needs no debate comes before what does. @param {Consent[]} consents @param {Item | undefined} open @returns {Step | null} */
function consentStep(consents, open) {
  const items = consents.filter(({ state }) => state === "listed").map(({ item }) => item);
  return items.length && !open ? { action: "positions.adopt", items } : null;
}

/** What was put into a speech ends before another begins. @param {Speaker[]} speakers @param {Speaker[]} waiting @returns {Step | null} */
function floorStep(speakers, [next]) {
  const current = speaking(speakers);
  if (current?.state === "paused") return { action: "floor.resume", speaker: current };
  const isDue = next && (!interrupted(speakers) || next.kind === "answer");
  if (isDue) return { action: "floor.call", speaker: next };
  return current && { action: "floor.end", speaker: current };
}

/** @param {Poll[]} polls @param {Item | undefined} open @returns {Step | null} */
function voteStep(polls, open) {
  const prepared = polls.filter(({ state, item }) => state === "prepared" && (item === null || item === open?.id));
  const [poll] = prepared.sort((a, b) => a.at - b.at);
  return poll ? { action: "polls.open", poll } : null;
}

/** @param {Item[]} items @returns {Step} */
function agendaStep(items) {
  const open = openItem(items);
  if (open) return { action: "agenda.close_item", item: open };
  const next = nextItem(items);
  return next ? { action: "agenda.open_item", item: next } : { action: "meetings.end" };
}

/**
 * What the server has to be told.
 * @param {Step} step
 */
export function stepArgs(step) {
  if ("item" in step) return { id: step.item.id };
  if ("items" in step) return { items: step.items };
  if ("speaker" in step) return { id: step.speaker.id };
  return "poll" in step ? { id: step.poll.id } : {};
}

/**
 * Whether the step cannot be taken back, and so is asked about first.
 * @param {Step} step
 */
export const isFinal = ({ action }) => ["meetings.end", "polls.close", "positions.adopt"].includes(action);
