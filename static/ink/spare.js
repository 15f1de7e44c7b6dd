/**
 * Work that can wait is done in slices between the frames, of which each is as large as a frame bears. How much that is
 * shows when the frame after it has been drawn: a canvas may put off the work until then.
 *
 * @typedef {{work: (most: number, until: number) => boolean, waits: () => boolean}} Job
 *   work: does so many steps at most, none that begins after `until`, and says whether all is done; waits: not just now
 */

const SLICE_MS = 6;
const FRAME_MS = 1000 / 60;
const [FEWEST, MOST] = [25, 2000];
const QUIET_MS = 300;

export class Spare {
  /** @type {Set<Job>} */
  #jobs = new Set();
  #most = 200;
  #isRunning = false;
  #quietFrom = 0;

  /** @param {Job} job */
  add(job) {
    this.#jobs.add(job);
    if (!this.#isRunning) void this.#run();
  }

  /** A hand is at work. */
  disturb() {
    this.#quietFrom = performance.now() + QUIET_MS;
  }

  /** Whether it has been a moment ago. */
  get isDisturbed() {
    return performance.now() < this.#quietFrom;
  }

  /** @param {Job} job */
  drop(job) {
    this.#jobs.delete(job);
  }

  async #run() {
    this.#isRunning = true;
    while (this.#jobs.size) {
      await idle();
      const began = performance.now();
      const job = [...this.#jobs].find((one) => !one.waits());
      if (job?.work(this.#most, began + SLICE_MS)) this.#jobs.delete(job);
      await drawn();
      if (job) this.#tune(performance.now() - began);
    }
    this.#isRunning = false;
  }

  /** @param {number} took until the next frame had been drawn */
  #tune(took) {
    if (took > 2 * FRAME_MS) this.#most = Math.max(FEWEST, this.#most / 2);
    else if (took < 1.2 * FRAME_MS) this.#most = Math.min(MOST, this.#most * 1.5);
  }
}

/** Of this page: all its pictures share the time that there is. */
export const spare = new Spare();

/** Not every browser says when it has nothing to do. */
function idle() {
  return new Promise((go) => (globalThis.requestIdleCallback ?? setTimeout)(go, { timeout: 100 }));
}

function drawn() {
  return new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
}
