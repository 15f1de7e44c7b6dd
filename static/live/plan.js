// The clock against the plan. Pure: values in, values out. Times in ms, item lengths in minutes.

/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Meeting} Meeting */

const MINUTE_MS = 60_000;

/**
 * How long the open item has taken, and what is left of its time (below zero: over; null: no time was planned).
 * @param {Item} item
 * @param {number} now
 */
export function itemClock(item, now) {
  const elapsed = Math.max(0, now - (item.opened_at ?? now));
  return { elapsed, left: item.minutes === null ? null : item.minutes * MINUTE_MS - elapsed };
}

/**
 * When the agenda will be through if all that is still to come takes its planned time, and when it was to be;
 * null where nothing was planned.
 * @param {Meeting} meeting
 * @param {Item[]} items
 * @param {number} now
 */
export function forecast(meeting, items, now) {
  const whole = sum(items, null, ({ minutes }) => (minutes ?? 0) * MINUTE_MS);
  if (meeting.state !== "live" || !whole) return null;
  const planned = meeting.starts_at + whole;
  const expected = now + sum(items, null, (item) => remaining(item, now));
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

/** @param {Item} item @param {number} now */
function remaining(item, now) {
  if (item.state === "closed" || item.minutes === null) return 0;
  return item.state === "open" ? Math.max(0, itemClock(item, now).left ?? 0) : item.minutes * MINUTE_MS;
}
