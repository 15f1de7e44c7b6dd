/**
 * Who speaks, who waits and in which order, and how much time is left. Pure: values in, values out.
 *
 * @typedef {import("kernel/types.js").Speaker} Speaker
 * @typedef {import("kernel/types.js").Queue} Queue
 * @typedef {import("kernel/types.js").Item} Item
 * @typedef {import("kernel/types.js").Floor} Floor
 * @typedef {{text: string, state: "running"|"warning"|"over"|"still", seconds: number}} Countdown  seconds left, negative when over
 * @typedef {{id: string, item: Item | undefined, queue: Queue, waiting: Speaker[]}} Line  a queue and those who wait in it
 */
import { countdown as clockText } from "kernel/time.js";

const WARNING_S = 30;
export const [GENERAL, QUESTIONS] = ["general", "questions"];
const PRECEDENCE = ["answer", "interposed", "intervention", "point_of_order"];

/** Ordinary requests come last. @param {Speaker["kind"]} kind */
const precedence = (kind) => (PRECEDENCE.includes(kind) ? PRECEDENCE.indexOf(kind) : PRECEDENCE.length);

/** @param {Speaker["kind"]} kind */
export const isOrdinary = (kind) => precedence(kind) === PRECEDENCE.length;

/** What may be asked for in which queue. @param {Speaker["kind"]} kind @param {string} queue */
export const fits = (kind, queue) => (queue === QUESTIONS ? ["question", "point_of_order"].includes(kind) : kind !== "question");

/**
 * A queue as it stands; one of which nothing was said stands as the general one.
 * @param {Queue[]} queues
 * @param {string} id
 * @returns {Queue}
 */
export function queueOf(queues, id) {
  const general = queues.find((queue) => queue.id === GENERAL) ?? { open: true, limit_s: 180 };
  return queues.find((queue) => queue.id === id) ?? { open: general.open, limit_s: general.limit_s, id, order: [] };
}

/** In the order in which they are called: of one queue, or without one of all. @param {Speaker[]} speakers @param {Queue} [queue] @returns {Speaker[]} */
export function waiting(speakers, queue) {
  const those = speakers.filter(({ state }) => state === "waiting");
  if (!queue) return those.sort((a, b) => precedence(a.kind) - precedence(b.kind) || a.position - b.position);
  const byId = new Map(those.map((speaker) => [speaker.id, speaker]));
  return queue.order.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The queues worth looking at: that of the open item, the general one, question time, and those of other items in which somebody waits.
 * @param {{items: Item[], speakers: Speaker[], queues: Queue[], floor: Floor | undefined}} room
 * @returns {Line[]}
 */
export function lines({ items, speakers, queues, floor }) {
  const open = items.find(({ state }) => state === "open");
  const others = items.filter(({ id, state }) => state !== "open" && queueOf(queues, id).order.length > 0);
  const ids = [...(open ? [open.id] : []), GENERAL, ...(floor?.questions ? [QUESTIONS] : []), ...others.map(({ id }) => id)];
  return ids.map((id) => {
    const queue = queueOf(queues, id);
    return { id, item: items.find((item) => item.id === id), queue, waiting: waiting(speakers, queue) };
  });
}

/** The line from which the next speaker comes; those of items that are not open have their time later. @param {Line[]} all @returns {Line} */
export function calledFrom(all) {
  const due = all.filter(({ item }) => !item || item.state === "open");
  return due.find((line) => line.waiting.length > 0) ?? due[0];
}

/** Who has the floor, be it paused. @param {Speaker[]} speakers @returns {Speaker|null} */
export function speaking(speakers) {
  return speakers.find(({ state }) => state === "speaking") ?? speakers.find(({ state }) => state === "paused") ?? null;
}

/** Whose speech stands still while something is put into it. @param {Speaker[]} speakers @returns {Speaker|null} */
export function interrupted(speakers) {
  return speakers.some(({ state }) => state === "speaking") ? (speakers.find(({ state }) => state === "paused") ?? null) : null;
}

/** @param {Speaker[]} speakers @returns {Speaker[]} the latest first */
export function spoken(speakers) {
  return speakers
    .filter(({ state }) => state === "done")
    .sort((a, b) => (b.ended_at ?? 0) - (a.ended_at ?? 0));
}

/** @param {Speaker[]} speakers @param {string | null} person @returns {number} speeches this person has finished */
export function timesSpoken(speakers, person) {
  return person ? spoken(speakers).filter((speaker) => speaker.person === person).length : 0;
}

/** Where a request stands: 1 is next; 0 is not waiting. @param {Queue} queue @param {string} id */
export const place = (queue, id) => queue.order.indexOf(id) + 1;

/** @param {Speaker[]} speakers @param {string} person @returns {Speaker[]} what this person waits with */
export function waitingOf(speakers, person) {
  return waiting(speakers).filter((speaker) => speaker.person === person);
}

/** Those with whom a request may change places, as they stand. @param {Speaker[]} line @param {Speaker} one @returns {Speaker[]} */
export function peers(line, one) {
  const isPeer = (/** @type {Speaker} */ other) =>
    precedence(other.kind) === precedence(one.kind) && other.rank === one.rank && other.under === one.under;
  return line.filter(isPeer);
}

/**
 * Before whom a request has to be put to stand so many places further on; undefined: there is no such place.
 * @param {Speaker[]} line
 * @param {Speaker} one
 * @param {-1 | 1} by
 * @returns {string | null | undefined} null: behind all
 */
export function movedBefore(line, one, by) {
  const all = peers(line, one);
  const at = all.indexOf(one) + by;
  if (at < 0 || at >= all.length) return undefined;
  return by < 0 ? all[at].id : (all[at + 1]?.id ?? null);
}

// --- time ---

/** How long somebody has spoken, ms. @param {Pick<Speaker, "since"|"spoken_ms">} speaker @param {number} now on the server's clock */
export const spokenMs = ({ since, spoken_ms }, now) => spoken_ms + (since === null ? 0 : Math.max(0, now - since));

/** @param {Speaker} speaker @param {number} now */
const leftMs = (speaker, now) => (speaker.limit_s ?? 0) * 1000 - spokenMs(speaker, now);

/**
 * @param {Speaker} speaker
 * @param {number} now milliseconds on the server's clock
 * @param {number} [warning_s]
 * @returns {Countdown}
 */
export function countdown(speaker, now, warning_s = WARNING_S) {
  const seconds = Math.ceil(leftMs(speaker, now) / 1000) || 0;
  const text = clockText(Math.abs(seconds) * 1000);
  if (seconds < 0) return { text: `+${text}`, state: "over", seconds };
  if (speaker.state === "paused") return { text, state: "still", seconds };
  return { text, state: seconds <= warning_s ? "warning" : "running", seconds };
}

/** In how many ms the countdown will show another second; null: it stands still. @param {Speaker} speaker @param {number} now */
export function nextSecond(speaker, now) {
  if (speaker.since === null) return null;
  const left = leftMs(speaker, now);
  return left - (Math.ceil(left / 1000) - 1) * 1000;
}
