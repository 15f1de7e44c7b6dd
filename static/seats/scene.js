/** The seat map on the room display, legible from ten metres. */
import { useMemo } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Legend } from "seats/legend.js";
import { useSeating } from "seats/situation.js";
import { WallMap } from "seats/wall_map.js";
import { WallNames } from "seats/wall_names.js";
import { wallFor } from "seats/walling.js";

export function SeatScene() {
  const now = useSeating();
  const plan = now?.seating.plan;
  const wall = useMemo(() => plan && wallFor(plan), [plan]);
  if (!now || !wall) return null;
  return html`
    <section class="seat-scene" data-test="seat-scene">
      <div class="seats">
        <${WallMap} plan=${now.seating.plan} places=${now.places} wall=${wall} />
        ${!wall.names && html`<${WallNames} places=${now.places} />`}
      </div>
      <${Legend} places=${now.places} />
    </section>
  `;
}
