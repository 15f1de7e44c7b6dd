/**
 * Who speaks, who waits and in which order, and how much time is left. Pure: values in, values out.
 *
 * @typedef {import("kernel/types.js").Speaker} Speaker
 * @typedef {{text: string, state: "running"|"warning"|"over", seconds: number}} Countdown  seconds left, negative when over
 */
import { countdown as clockText } from "kernel/time.js";

const WARNING_S = 30;

/** @param {Speaker} speaker */
const precedence = ({ kind }) => (kind === "point_of_order" ? 0 : 1);

/** @param {Speaker[]} speakers @returns {Speaker[]} points of order first, then as they asked */
export function waiting(speakers) {
  return speakers
    .filter(({ state }) => state === "waiting")
    .sort((a, b) => precedence(a) - precedence(b) || a.position - b.position);
}

/** @param {Speaker[]} speakers @returns {Speaker|null} */
export function speaking(speakers) {
  return speakers.find(({ state }) => state === "speaking") ?? null;
}

/** @param {Speaker[]} speakers @returns {Speaker[]} the latest first */
export function spoken(speakers) {
  return speakers
    .filter(({ state }) => state === "done")
    .sort((a, b) => (b.ended_at ?? 0) - (a.ended_at ?? 0));
}

/** @param {Speaker[]} speakers @param {string} person @returns {number} speeches this person has finished */
export function timesSpoken(speakers, person) {
  return spoken(speakers).filter((speaker) => speaker.person === person).length;
}

/** @param {Speaker[]} speakers @param {string} id @returns {number} 1 is next; 0 is not waiting */
export function place(speakers, id) {
  return waiting(speakers).findIndex((speaker) => speaker.id === id) + 1;
}

/** @param {Speaker[]} speakers @param {string} person @returns {Speaker[]} in the order they will be called */
export function waitingOf(speakers, person) {
  return waiting(speakers).filter((speaker) => speaker.person === person);
}

/**
 * @param {Pick<Speaker, "started_at"|"ended_at"|"limit_s">} speaker
 * @param {number} now milliseconds on the server's clock
 * @returns {Countdown}
 */
export function countdown({ started_at, ended_at, limit_s }, now) {
  const elapsed = Math.max(0, ((ended_at ?? now) - (started_at ?? now)) / 1000);
  const seconds = Math.ceil(limit_s - elapsed);
  const text = clockText(Math.abs(seconds) * 1000);
  if (seconds < 0) return { text: `+${text}`, state: "over", seconds };
  return { text, state: seconds <= WARNING_S ? "warning" : "running", seconds };
}
