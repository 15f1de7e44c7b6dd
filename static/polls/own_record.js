/** On the page of a secret result: marks the ballot whose tracker this device keeps. Nothing of it leaves the device. */
import { keptTracker } from "polls/tracker.js";

const person = /** @type {HTMLElement | null} */ (document.querySelector("[data-person]"))?.dataset.person ?? "";
const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-trackers-of]"));
const tracker = list && keptTracker(list.dataset.trackersOf ?? "", person);

if (list && tracker) {
  const own = list.querySelector(`[data-tracker="${CSS.escape(tracker)}"]`);
  own?.classList.add("own");
  own?.querySelector("strong")?.removeAttribute("hidden");
  document.querySelector(own ? "[data-own-found]" : "[data-own-missing]")?.removeAttribute("hidden");
}
