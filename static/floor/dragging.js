/** Moving somebody in the queue by hand. What can be dragged can also be moved with buttons. */
import { useRef } from "preact/hooks";
import { peers } from "floor/queue.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */

const LINE = "[data-speaker]";

/**
 * What a handle listens to. A line that is dragged over shows where the dragged one would come.
 * @param {Speaker} speaker
 * @param {Speaker[]} line
 * @param {(before: string | null) => void} move
 */
export function useDragging(speaker, line, move) {
  const over = useRef(/** @type {{element: HTMLElement, before: string | null} | null} */ (null));
  const mark = (/** @type {typeof over.current} */ next) => {
    over.current?.element.classList.remove("drop-before", "drop-after");
    next?.element.classList.add(next.before === next.element.dataset.speaker ? "drop-before" : "drop-after");
    over.current = next;
  };
  return {
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => {
      if (/** @type {HTMLElement} */ (event.currentTarget).hasPointerCapture(event.pointerId)) mark(target(event, speaker, line));
    },
    onPointerUp: () => {
      const found = over.current;
      mark(null);
      if (found && found.before !== speaker.id) move(found.before);
    },
    onPointerCancel: () => mark(null),
  };
}

/** Before whom a finger here would put the speaker. @param {PointerEvent} event @param {Speaker} speaker @param {Speaker[]} line */
function target({ clientX, clientY }, speaker, line) {
  const element = document.elementFromPoint(clientX, clientY)?.closest(LINE);
  if (!(element instanceof HTMLElement)) return null;
  const others = peers(line, speaker);
  const at = others.findIndex(({ id }) => id === element.dataset.speaker);
  if (at < 0) return null;
  const { top, height } = element.getBoundingClientRect();
  const isUpper = clientY < top + height / 2;
  const before = isUpper ? others[at].id : (others[at + 1]?.id ?? null);
  return { element, before };
}
