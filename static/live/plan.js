// The clock against the plan. Pure: values in, values out. Times in ms, item lengths in minutes.

import { inOrder } from "agenda/tree.js";

/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Meeting} Meeting */

const MINUTE_MS = 60_000;
// What is shortened to less than half had better be another day's.
const LEAST_SHARE = 0.5;

/** How long an item has been dealt with, all its times together. @param {Item} item @param {number} now */
export const spentMs = ({ spent_ms, since }, now) => spent_ms + (since === null ? 0 : Math.max(0, now - since));

/**
 * How long the open item has taken, and what is left of its time (below zero: over; null: no time was planned).
 * @param {Item} item
 * @param {number} now
 */
export function itemClock(item, now) {
  const elapsed = spentMs(item, now);
  return { elapsed, left: item.minutes === null ? null : item.minutes * MINUTE_MS - elapsed };
}

/**
 * When the agenda will be through if all that is still to come takes its planned time, and when it was to be;
 * null where nothing was planned. Those who wait to speak have their time, whatever the plan says.
 * @param {Meeting} meeting
 * @param {Item[]} items
 * @param {number} now
 * @param {number} [floor_ms] what the speeches still take that are asked for on the open item
 */
export function forecast(meeting, items, now, floor_ms = 0) {
  const whole = sum(items, null, ({ minutes }) => (minutes ?? 0) * MINUTE_MS);
  if (meeting.state !== "live" || !whole) return null;
  const planned = meeting.starts_at + whole;
  const expected = now + sum(items, null, (item) => remaining(item, now, floor_ms));
  return { planned, expected, late_minutes: Math.round((expected - planned) / MINUTE_MS) };
}

/**
 * The time of all items below one. An item takes at least as long as its parts together.
 * @param {Item[]} items
 * @param {string | null} parent
 * @param {(item: Item) => number} own
 * @returns {number}
 */
function sum(items, parent, own) {
  const parts = items.filter((item) => item.parent === parent);
  return parts.reduce((total, item) => total + Math.max(own(item), sum(items, item.id, own)), 0);
}

/** @param {Item} item @param {number} now @param {number} floor_ms */
function remaining(item, now, floor_ms) {
  if (item.state === "open") return Math.max(0, itemClock(item, now).left ?? 0, floor_ms);
  return item.state === "closed" ? 0 : (item.minutes ?? 0) * MINUTE_MS;
}

/**
 * Every item with the time it was to begin and to take, and what became of it, in the order in which they are dealt with.
 * `begins`: when it began, or will if all goes on as planned; null: it was passed over.
 * @param {Meeting} meeting
 * @param {Item[]} items
 * @param {number} now
 * @param {number} [floor_ms]
 */
export function timetable(meeting, items, now, floor_ms = 0) {
  const open = items.find(({ state }) => state === "open");
  let [planned, expected] = [meeting.starts_at, Math.max(now, meeting.state === "planned" ? meeting.starts_at : now) + (open ? remaining(open, now, floor_ms) : 0)];
  return inOrder(items).map((item) => {
    const own = ownMs(item, items);
    const row = { item, planned, planned_ms: own, spent_ms: spentMs(item, now), begins: item.opened_at };
    planned += own;
    if (item.state === "pending") {
      row.begins = expected;
      expected += own;
    }
    return row;
  });
}

/** What an item takes beside its parts. @param {Item} item @param {Item[]} items */
function ownMs(item, items) {
  const parts = sum(items, item.id, ({ minutes }) => (minutes ?? 0) * MINUTE_MS);
  return Math.max(0, (item.minutes ?? 0) * MINUTE_MS - parts);
}

/**
 * What could be cut so that the meeting ends when it was to: of what is still to come, each proposal by itself is enough.
 * shorten: all of it, to no less than half; defer: as few items as possible, and of these as little as possible.
 * @param {Item[]} items
 * @param {number} late_ms
 * @returns {{kind: "shorten" | "defer", items: {item: Item, minutes: number}[], saved_ms: number}[]} minutes: left to the item
 */
export function cuts(items, late_ms) {
  const coming = inOrder(items).map((item) => ({ item, ms: item.state === "pending" ? ownMs(item, items) : 0 })).filter(({ ms }) => ms > 0);
  if (late_ms < MINUTE_MS || !coming.length) return [];
  const found = [shortened(coming, late_ms), deferred(coming, late_ms)];
  return found.filter((one) => one !== null);
}

/** @typedef {{item: Item, ms: number}} Coming */

/** @param {Coming[]} coming @param {number} late_ms @returns {ReturnType<typeof cuts>[number] | null} */
function shortened(coming, late_ms) {
  const whole = coming.reduce((total, { ms }) => total + ms, 0);
  const share = (whole - late_ms) / whole;
  if (share < LEAST_SHARE) return null;
  const items = coming.map(({ item, ms }) => ({ item, minutes: Math.floor((ms * share) / MINUTE_MS) }));
  return { kind: "shorten", items, saved_ms: whole - items.reduce((total, { minutes }) => total + minutes * MINUTE_MS, 0) };
}

/** @param {Coming[]} coming @param {number} late_ms @returns {ReturnType<typeof cuts>[number] | null} */
function deferred(coming, late_ms) {
  const byLength = [...coming].sort((a, b) => b.ms - a.ms);
  /** @type {Coming[]} */
  const chosen = [];
  for (let left = late_ms; left > 0; left -= /** @type {Coming} */ (chosen.at(-1)).ms) {
    const rest = byLength.filter((one) => !chosen.includes(one));
    const next = rest.findLast(({ ms }) => ms >= left) ?? rest[0];
    if (!next) return null;
    chosen.push(next);
  }
  const items = coming.filter((one) => chosen.includes(one)).map(({ item }) => ({ item, minutes: 0 }));
  return { kind: "defer", items, saved_ms: chosen.reduce((total, { ms }) => total + ms, 0) };
}
