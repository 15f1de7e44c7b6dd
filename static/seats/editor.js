/** Drawing a room, seat by seat: with a mouse, a finger, or the keys alone. The form keeps what is drawn. */
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { boot } from "kernel/boot.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { faults, moved, pickedIn, turned, without } from "seats/drawing.js";
import { Bar, PickedBar } from "seats/editor_bar.js";
import { Thing, thingWord } from "seats/map.js";

/** @typedef {import("seats/drawing.js").Plan} Plan */
/** @typedef {import("seats/drawing.js").Picked} Picked */

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 5;

/** @param {{ first: Plan, field: HTMLInputElement }} props */
function Editor({ first, field }) {
  const [past, setPast] = useState(/** @type {Plan[]} */ ([]));
  const [plan, setPlan] = useState(first);
  const [picked, setPicked] = useState(/** @type {Picked | null} */ (null));
  const change = (/** @type {Plan} */ next) => (setPast((before) => [...before.slice(-49), plan]), setPlan(next));
  const undo = () => (setPlan(past.at(-1) ?? plan), setPast(past.slice(0, -1)));
  field.value = JSON.stringify(plan);
  const key = (/** @type {KeyboardEvent} */ event) => {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    const one = picked && pickedIn(plan, picked);
    if (!picked || !one) return;
    if (step) change(moved(plan, picked, one.x + step[0] * STEP, one.y + step[1] * STEP));
    else if (event.key === "Delete") (change(without(plan, picked)), setPicked(null));
    else if (event.key === "r") change(turned(plan, picked, 1));
    else return;
    event.preventDefault();
  };
  return html`
    <div class="seat-editor stack">
      <${Bar} plan=${plan} change=${change} undo=${past.length ? undo : null} pick=${setPicked} />
      <div class="seat-frame" onKeyDown=${key}>
        <${Canvas} plan=${plan} picked=${picked} pick=${setPicked} drag=${setPlan} begin=${() => setPast((before) => [...before.slice(-49), plan])} />
      </div>
      ${picked && pickedIn(plan, picked) && html`<${PickedBar} plan=${plan} picked=${picked} change=${change} pick=${setPicked} />`}
      ${faults(plan).size > 0 && html`<p class="notice warn" role="alert">${t("The seats that are marked stand in one another, or have the same name.")}</p>`}
      <p class="quiet-text small-text">${t("Drag what you want to move, or choose it and use the arrow keys. The number of a seat in the order decides who gets it: the first is the chair's.")}</p>
    </div>
  `;
}

/**
 * @param {{ plan: Plan, picked: Picked | null, pick: (picked: Picked | null) => void, drag: (plan: Plan) => void, begin: () => void }} props
 *   begin: something will be dragged, so that it can be undone
 */
function Canvas({ plan, picked, pick, drag, begin }) {
  const canvas = useRef(/** @type {SVGSVGElement | null} */ (null));
  const held = useRef(/** @type {{ picked: Picked, dx: number, dy: number, moving: boolean } | null} */ (null));
  const latest = useRef({ plan, drag, begin });
  latest.current = { plan, drag, begin };
  const at = (/** @type {PointerEvent} */ { clientX, clientY }) =>
    new DOMPoint(clientX, clientY).matrixTransform(/** @type {SVGSVGElement} */ (canvas.current).getScreenCTM()?.inverse());
  useEffect(() => {
    const move = (/** @type {PointerEvent} */ event) => {
      const now = held.current;
      if (!now) return;
      const { x, y } = at(event);
      if (!now.moving) latest.current.begin();
      now.moving = true;
      latest.current.drag(moved(latest.current.plan, now.picked, x - now.dx, y - now.dy));
    };
    const lift = () => (held.current = null);
    addEventListener("pointermove", move);
    addEventListener("pointerup", lift);
    addEventListener("pointercancel", lift);
    return () => (removeEventListener("pointermove", move), removeEventListener("pointerup", lift), removeEventListener("pointercancel", lift));
  }, []);
  const part = (/** @type {Picked} */ one) => ({
    class: picked?.kind === one.kind && picked.at === one.at ? "chosen" : "",
    tabindex: 0,
    role: "button",
    onFocus: () => pick(one),
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      const { x, y } = at(event);
      const place = pickedIn(plan, one);
      if (place) held.current = { picked: one, dx: x - place.x, dy: y - place.y, moving: false };
    },
  });
  const wrong = faults(plan);
  return html`
    <svg ref=${canvas} class="seat-map editing" viewBox="0 0 ${plan.width} ${plan.depth}" role="group" aria-label=${t("Plan of the room")}
         style=${{ minInlineSize: `${Math.ceil((plan.width / 60) * 32)}px` }}>
      ${plan.things.map((thing, index) => html`<g key=${`thing-${index}`} ...${part({ kind: "thing", at: index })} aria-label=${thingWord(thing.kind)}><${Thing} thing=${thing} /></g>`)}
      ${plan.seats.map((seat, index) => {
        const { class: chosen, ...more } = part({ kind: "seat", at: index });
        return html`
          <g key=${`seat-${index}`} class="seat ${chosen} ${wrong.has(index) ? "speaking" : "absent"}" transform="translate(${seat.x} ${seat.y})" data-edit=${seat.label}
             aria-label=${`${seat.label} ${index + 1}, ${t("Seat {seat}, number {place} in the order", { seat: seat.label, place: index + 1 })}`} ...${more}>
            <rect class="chair" x="-35" y="-35" width="70" height="70" rx="15" />
            <path class="back" d="M-24 38H24" transform="rotate(${seat.turn})" />
            <text y="2">${seat.label}</text>${" "}
            <text class="label" y="20">${index + 1}</text>
          </g>
        `;
      })}
    </svg>
  `;
}

const place = document.getElementById("editor");
const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#room-form input[name=plan]"));
if (place && field) render(html`<${Editor} first=${/** @type {any} */ (boot()).plan} field=${field} />`, place);
