/** The way to the seat map, from everybody's side of the room. */
import { useState } from "preact/hooks";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { SeatSheet } from "seats/sheet.js";

export function SeatPanel() {
  const room = useRoom();
  const seating = useRecord("seating/now");
  const [open, setOpen] = useState(false);
  const arranges = room.may("seats.arrange");
  if (!seating && !arranges) return null;
  return html`
    <section class="seat-panel stack" aria-labelledby="seats-title">
      <h2 id="seats-title">${t("Seat map")}</h2>
      ${seating
        ? html`
            <button type="button" class="button wide" data-test="open-seats" onClick=${() => setOpen(true)}>
              <${Icon} name="armchair" />${seating.name}
            </button>
            ${arranges && html`<${ShowOnDisplay} on=${seating.shown_at !== null} />`}
          `
        : html`<p class="quiet-text">${t("No room has been chosen.")} <a href=${`/meetings/${room.boot.meeting}/edit#seats`}>${t("Choose one in the preparation")}</a></p>`}
      ${open && html`<${SeatSheet} close=${() => setOpen(false)} />`}
    </section>
  `;
}

/** @param {{ on: boolean }} props */
function ShowOnDisplay({ on }) {
  const room = useRoom();
  return html`
    <button type="button" class="button quiet" aria-pressed=${on} data-test="show-seats" onClick=${() => room.act("seats.show", { on: !on })}>
      <${Icon} name="monitor" />${on ? t("Take the seat map off the room display") : t("Show the seat map on the room display")}
    </button>
  `;
}
