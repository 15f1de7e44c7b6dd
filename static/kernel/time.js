const ZONE = "Asia/Ho_Chi_Minh";
const SAMPLES = 12;
const ANSWERS = 8;

/** @param {Intl.DateTimeFormatOptions} options */
const formatter = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hourCycle: "h23", ...options });
const MINUTES = formatter({ hour: "2-digit", minute: "2-digit" });
const SECONDS = formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DATE = formatter({ day: "2-digit", month: "2-digit", year: "numeric" });

/** 09:31. @param {number} at */
export const clockTime = (at) => MINUTES.format(at);

/** 09:31:05. @param {number} at */
export const exactTime = (at) => SECONDS.format(at);

/** 24/11/2026. @param {number} at */
export const date = (at) => DATE.format(at);

/** As a field for day and time wants it: 2026-11-24T09:31. @param {number} at */
export const toField = (at) => `${DATE.format(at).split("/").reverse().join("-")}T${MINUTES.format(at)}`;

/** What such a field says, ms since 1970; NaN if it says nothing. Vietnam knows no summer time. @param {string} text */
export const fromField = (text) => Date.parse(`${text}:00+07:00`);

/**
 * A length of time as 2:05 or 1:02:05; below zero with a minus sign, as −0:12.
 * @param {number} ms
 */
export function countdown(ms) {
  const total = Math.abs(ms < 0 ? Math.floor(ms / 1000) : Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const tail = `${hours ? two(minutes) : minutes}:${two(seconds)}`;
  return `${ms < 0 ? "−" : ""}${hours ? `${hours}:` : ""}${tail}`;
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/**
 * The server's clock, as heard. What it says is always a little old when it arrives: so the server is at least that far.
 * An answer is no older than its question: so the server is at most that far. The truth lies between the closest of
 * these bounds, and their middle is believed. `tick` must not jump when somebody sets this device's clock.
 */
export class ServerClock {
  #tick;
  /** @type {number[]} by how much the server is ahead of `tick`, at least */
  #least = [];
  /** @type {number[]} at most */
  #most = [];
  #fallback;

  /** @param {() => number} [tick] ms, monotonic */
  constructor(tick = () => performance.now()) {
    this.#tick = tick;
    this.#fallback = Date.now() - tick();
  }

  /** What to give `answered` later. */
  asks() {
    return this.#tick();
  }

  /** @param {number} serverTime */
  hear(serverTime) {
    this.#least = [...this.#least, serverTime - this.#tick()].slice(-SAMPLES);
    // The device has slept, or the server's clock was set: what was asked before says nothing any more.
    if (Math.min(...this.#most) < Math.max(...this.#least)) this.#most = [];
  }

  /** @param {number} serverTime @param {number} asked as of `asks` */
  answered(serverTime, asked) {
    const [least, most] = [serverTime - this.#tick(), serverTime - asked];
    if (most < Math.max(...this.#least)) this.#least = [];
    this.#least = [...this.#least, least].slice(-SAMPLES);
    this.#most = [...this.#most, most].filter((bound) => bound >= Math.max(...this.#least)).slice(-ANSWERS);
  }

  /** Now on the server, ms since 1970. */
  now() {
    return Math.round(this.#tick() + this.#offset());
  }

  #offset() {
    if (!this.#least.length) return this.#fallback;
    const least = Math.max(...this.#least);
    return this.#most.length ? (least + Math.min(...this.#most)) / 2 : least;
  }
}
