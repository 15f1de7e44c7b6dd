import { spot } from "ink/samples.js";

/** @typedef {import("ink/hands.js").Sheet} Sheet */

const SIGNAL_MS = 34;

/** The presenter's pointer: a light on everybody's page, gone when it is lifted. */
export class Pointing {
  #sheet;
  #toldAt = -Infinity;
  #on = false;

  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.move(event);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const [x, y] = spot(event, this.#sheet.place());
    this.#on = true;
    this.#say(x, y, true, event.timeStamp - this.#toldAt >= SIGNAL_MS);
    if (event.timeStamp - this.#toldAt >= SIGNAL_MS) this.#toldAt = event.timeStamp;
  }

  end() {
    if (this.#on) this.#say(0, 0, false, true);
    this.#on = false;
  }

  cancel() {
    this.end();
  }

  /** @param {number} x @param {number} y @param {boolean} on @param {boolean} aloud to the others too */
  #say(x, y, on, aloud) {
    const { paper, page, room, lights } = this.#sheet;
    const body = { paper, page, x, y, on };
    lights.shine(room.viewer.person, body);
    if (aloud) room.signal("pointer", body);
  }
}
