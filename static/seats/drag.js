import { useEffect, useRef, useState } from "preact/hooks";

/** @typedef {import("seats/arrange.js").Moved} Moved */

const STILL = 8;

/**
 * Carries somebody to a seat, with a mouse, a finger or a pen alike; what is dropped beside the seats has none.
 * @param {(who: Moved, seat: string | null) => void} drop
 */
export function useDrag(drop) {
  const ghost = useRef(/** @type {HTMLElement | null} */ (null));
  const [held, setHeld] = useState(/** @type {Moved | null} */ (null));
  const pressed = useRef(/** @type {{ who: Moved, x: number, y: number, moving: boolean } | null} */ (null));
  const latest = useRef(drop);
  latest.current = drop;
  useEffect(() => {
    const move = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const now = pressed.current;
      if (!now) return;
      now.moving ||= Math.hypot(clientX - now.x, clientY - now.y) > STILL;
      if (now.moving) setHeld(now.who);
      if (ghost.current) ghost.current.style.translate = `${clientX}px ${clientY}px`;
    };
    const lift = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const now = pressed.current;
      pressed.current = null;
      setHeld(null);
      if (!now?.moving) return;
      const under = document.elementFromPoint(clientX, clientY);
      const seat = under?.closest("[data-seat]")?.getAttribute("data-seat") ?? null;
      if (seat || under?.closest("[data-no-seat]")) latest.current(now.who, seat);
    };
    const cancel = () => ((pressed.current = null), setHeld(null));
    addEventListener("pointermove", move);
    addEventListener("pointerup", lift);
    addEventListener("pointercancel", cancel);
    return () => (removeEventListener("pointermove", move), removeEventListener("pointerup", lift), removeEventListener("pointercancel", cancel));
  }, []);
  return {
    held,
    ghost,
    /** @param {Moved} who */
    of: (who) => ({
      onPointerDown: (/** @type {PointerEvent} */ { clientX, clientY, isPrimary, button }) => {
        if (isPrimary && button === 0) pressed.current = { who, x: clientX, y: clientY, moving: false };
      },
    }),
  };
}
