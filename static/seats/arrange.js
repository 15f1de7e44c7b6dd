/** Who sits where: by honour in one go, or one by one: touch a person and then a seat, or drag one to the other. */
import { useState } from "preact/hooks";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { useDrag } from "seats/drag.js";
import { SeatMap } from "seats/map.js";
import { standing } from "seats/states.js";

/** @typedef {import("seats/states.js").Place} Place */
/** @typedef {{ person: string, name: string, seat: string | null }} Moved */

/** @param {{ seating: import("kernel/types.js").Seating, places: Place[] }} props */
export function Arranging({ seating, places }) {
  const room = useRoom();
  const [moved, setMoved] = useState(/** @type {Moved | null} */ (null));
  const people = standing(useRecords("participants"), places);
  const assign = (/** @type {string} */ seat, /** @type {string | null} */ person) => room.act("seats.assign", { seat, person });
  const put = (/** @type {Moved} */ who, /** @type {string | null} */ seat) => {
    setMoved(null);
    if (seat && seat !== who.seat) assign(seat, who.person);
    else if (!seat && who.seat) assign(who.seat, null);
  };
  const drag = useDrag(put);
  const touch = (/** @type {Place} */ { label, person, name }) => {
    if (moved) put(moved, label === moved.seat ? moved.seat : label);
    else if (person) setMoved({ person, name, seat: label });
  };
  const from = (/** @type {Place} */ { label, person, name }) => (person ? drag.of({ person, name, seat: label }) : {});
  return html`
    <div class="seat-room arranging">
      <div class="seat-frame">
        <${SeatMap} plan=${seating.plan} places=${places} chosen=${moved?.seat ?? null} onSeat=${touch} dragged=${from} />
      </div>
      <aside class="stack" data-no-seat>
        <p role="status">${moved ? t("Now touch the seat for {name}.", { name: moved.name }) : t("Touch a person and then a seat, or drag.")}</p>
        ${moved?.seat && html`<button type="button" class="button" onClick=${() => put(moved, null)}><${Icon} name="x" />${t("Free this seat")}</button>`}
        <${AllAtOnce} />
        <h3>${t("Without a seat: {count}", { count: people.length })}</h3>
        <ul class="standing list" data-test="standing">
          ${people.map(({ person, name, title }) => html`
            <li key=${person} class="row tight">
              <span class="grip" ...${drag.of({ person, name, seat: null })}><${Icon} name="grip-vertical" /></span>
              <button type="button" class="button quiet" aria-pressed=${moved?.person === person} onClick=${() => setMoved({ person, name, seat: null })}>
                <span>${name}<span class="quiet-text small-text">${title}</span></span>
              </button>
            </li>
          `)}
        </ul>
      </aside>
      ${drag.held && html`<span class="seat-ghost" ref=${drag.ghost}>${drag.held.name}</span>`}
    </div>
  `;
}

function AllAtOnce() {
  const room = useRoom();
  return html`
    <div class="stack tight">
      <button type="button" class="button primary" data-test="fill-seats" onClick=${() => room.act("seats.fill")}>
        <${Icon} name="list-ordered" />${t("Seat by order of precedence")}
      </button>
      <button type="button" class="button" onClick=${() => room.act("seats.fill", { again: true })}><${Icon} name="rotate-ccw" />${t("All anew by precedence")}</button>
      <button type="button" class="button quiet" onClick=${() => room.act("seats.clear")}><${Icon} name="eraser" />${t("Free all seats")}</button>
    </div>
  `;
}
