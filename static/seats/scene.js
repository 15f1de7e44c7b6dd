/** The seat map on the room display, legible from ten metres. */
import { html } from "kernel/hooks.js";
import { Legend } from "seats/legend.js";
import { useSeating } from "seats/situation.js";
import { WallMap } from "seats/wall_map.js";

export function SeatScene() {
  const now = useSeating();
  if (!now) return null;
  return html`
    <section class="seat-scene" data-test="seat-scene">
      <${WallMap} plan=${now.seating.plan} places=${now.places} />
      <${Legend} places=${now.places} />
    </section>
  `;
}
