/** The tools of the room's plan: a button for every drag. */
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { changed, pickedIn, reordered, resized, turned, without, withSeat, withThing } from "seats/drawing.js";
import { thingWord } from "seats/map.js";

/** @typedef {import("seats/drawing.js").Plan} Plan */
/** @typedef {import("seats/drawing.js").Picked} Picked */

const KINDS = /** @type {const} */ (["table", "podium", "screen", "door"]);

/** @param {{ plan: Plan, change: (plan: Plan) => void, undo: (() => void) | null, pick: (picked: Picked | null) => void }} props */
export function Bar({ plan, change, undo, pick }) {
  const add = () => (change(withSeat(plan)), pick({ kind: "seat", at: plan.seats.length }));
  const put = (/** @type {typeof KINDS[number]} */ kind) => (change(withThing(plan, kind)), pick({ kind: "thing", at: plan.things.length }));
  const size = (/** @type {"width" | "depth"} */ side) => (/** @type {any} */ { target }) => {
    const metres = Math.min(200, Math.max(2, Number(target.value) || 2));
    const now = { width: plan.width, depth: plan.depth, [side]: Math.round(metres * 100) };
    change(resized(plan, now.width, now.depth));
  };
  return html`
    <div class="row tight" role="toolbar" aria-label=${t("Tools of the plan")}>
      <button type="button" class="button primary" data-test="add-seat" onClick=${add}><${Icon} name="armchair" />${t("Add a seat")}</button>
      ${KINDS.map((kind) => html`<button type="button" class="button" key=${kind} onClick=${() => put(kind)}><${Icon} name="plus" />${thingWord(kind)}</button>`)}
      <label class="field short"><span>${t("Width, m")}</span><input class="control" type="number" min="2" max="200" step="0.1" value=${plan.width / 100} onChange=${size("width")} /></label>
      <label class="field short"><span>${t("Depth, m")}</span><input class="control" type="number" min="2" max="200" step="0.1" value=${plan.depth / 100} onChange=${size("depth")} /></label>
      <button type="button" class="button quiet" disabled=${!undo} onClick=${() => undo?.()}><${Icon} name="undo-2" />${t("Undo")}</button>
    </div>
  `;
}

/** @param {{ plan: Plan, picked: Picked, change: (plan: Plan) => void, pick: (picked: Picked | null) => void }} props */
export function PickedBar({ plan, picked, change, pick }) {
  const one = pickedIn(plan, picked);
  if (!one) return null;
  const remove = () => (change(without(plan, picked)), pick(null));
  const reorder = (/** @type {1 | -1} */ way) => (change(reordered(plan, picked.at, way)), pick({ kind: "seat", at: picked.at + way }));
  return html`
    <div class="row tight picked-bar" role="toolbar" aria-label=${t("What is chosen")} data-test="picked-bar">
      ${"label" in one
        ? html`
            <label class="field short"><span>${t("Name on the seat")}</span>
              <input class="control" maxlength="8" pattern="[0-9A-Za-z][0-9A-Za-z.\\-]*" value=${one.label} onChange=${(/** @type {any} */ { target }) => change(changed(plan, picked, { label: target.value.trim() }))} /></label>
            <button type="button" class="button" disabled=${picked.at === 0} onClick=${() => reorder(-1)}><${Icon} name="arrow-up" />${t("Earlier in the order")}</button>
            <button type="button" class="button" disabled=${picked.at === plan.seats.length - 1} onClick=${() => reorder(1)}><${Icon} name="arrow-down" />${t("Later in the order")}</button>
          `
        : html`<${Sizes} plan=${plan} picked=${picked} thing=${one} change=${change} />`}
      <button type="button" class="icon-button" aria-label=${t("Turn left")} onClick=${() => change(turned(plan, picked, -1))}><${Icon} name="rotate-ccw" /></button>
      <button type="button" class="icon-button" aria-label=${t("Turn right")} onClick=${() => change(turned(plan, picked, 1))}><${Icon} name="rotate-cw" /></button>
      <button type="button" class="button danger" onClick=${remove}><${Icon} name="trash-2" />${t("Remove")}</button>
    </div>
  `;
}

/** @param {{ plan: Plan, picked: Picked, thing: import("seats/drawing.js").Thing, change: (plan: Plan) => void }} props */
function Sizes({ plan, picked, thing, change }) {
  const size = (/** @type {"width" | "depth"} */ side) => (/** @type {any} */ { target }) =>
    change(changed(plan, picked, { [side]: Math.min(plan[side], Math.max(10, Math.round(Number(target.value) * 100) || 10)) }));
  return html`
    <strong>${thingWord(thing.kind)}</strong>
    <label class="field short"><span>${t("Width, m")}</span><input class="control" type="number" min="0.1" step="0.1" value=${thing.width / 100} onChange=${size("width")} /></label>
    <label class="field short"><span>${t("Depth, m")}</span><input class="control" type="number" min="0.1" step="0.1" value=${thing.depth / 100} onChange=${size("depth")} /></label>
  `;
}
