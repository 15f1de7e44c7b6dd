/** The seat map on the room display, legible from ten metres. */
import { html } from "kernel/hooks.js";
import { Legend } from "seats/legend.js";
import { SeatMap } from "seats/map.js";
import { useSeating } from "seats/situation.js";

export function SeatScene() {
  const now = useSeating();
  if (!now) return null;
  return html`
    <section class="seat-scene" data-test="seat-scene">
      <${SeatMap} plan=${now.seating.plan} places=${now.places} />
      <${Legend} places=${now.places} />
    </section>
  `;
}
