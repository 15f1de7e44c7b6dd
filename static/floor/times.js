/**
 * Who has spoken how long, and what units have left. Pure: values in, values out.
 *
 * @typedef {import("kernel/types.js").Speaker} Speaker
 * @typedef {import("kernel/types.js").Floor} Floor
 * @typedef {{unit: string, total_ms: number, left_ms: number}} Left  left_ms: below zero, more than they had
 */
import { spokenMs } from "floor/queue.js";

// What takes from a unit's time; points of order and questions put into a speech do not.
const COUNTED = ["contribution", "pro", "contra", "question"];

/**
 * @param {Floor | undefined} floor
 * @param {Speaker[]} speakers
 * @param {string | undefined} item the open one
 * @param {number} now
 * @returns {Left[]}
 */
export function unitsLeft(floor, speakers, item, now) {
  return (floor?.budgets ?? []).map(({ unit, initial_s, additional_s }) => {
    const theirs = speakers.filter((speaker) => speaker.unit === unit && COUNTED.includes(speaker.kind) && speaker.started_at !== null);
    const within = floor?.budget_within === "item" ? theirs.filter((speaker) => speaker.item === (item ?? null)) : theirs;
    const total_ms = (initial_s + additional_s) * 1000;
    return { unit, total_ms, left_ms: total_ms - within.reduce((sum, speaker) => sum + spokenMs(speaker, now), 0) };
  });
}

/**
 * What the speeches still take that were asked for in the queue that is being called from, and the one that is being held.
 * @param {Floor | undefined} floor
 * @param {Speaker[]} speakers
 * @param {import("floor/queue.js").Line} line
 * @param {number} now
 */
export function askedMs(floor, speakers, line, now) {
  const held = speakers.filter(({ state }) => state === "speaking" || state === "paused");
  const left = held.reduce((sum, speaker) => sum + Math.max(0, (speaker.limit_s ?? 0) * 1000 - spokenMs(speaker, now)), 0);
  return line.waiting.reduce((sum, { kind }) => sum + (floor?.limits[kind] ?? line.queue.limit_s) * 1000, left);
}
