/** Notices that a hand on the page has come to rest. */

const REST_MS = 600;
const REST_PX = 6; // a hand that holds still trembles so much

export class Stillness {
  #rests;
  #timer = 0;
  /** @type {{x: number, y: number} | null} */
  #at = null;

  /** @param {() => void} rests it does, for REST_MS */
  constructor(rests) {
    this.#rests = rests;
  }

  /** @param {PointerEvent} event */
  move({ clientX: x, clientY: y }) {
    if (this.#at && Math.hypot(x - this.#at.x, y - this.#at.y) <= REST_PX) return;
    this.#at = { x, y };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#rests, REST_MS);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
