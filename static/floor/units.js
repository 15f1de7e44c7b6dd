/** What time the units have left, in sight of everybody; chair and secretary give more. */
import { Icon } from "kernel/icon.js";
import { html, useRoom, useTick } from "kernel/hooks.js";
import { countdown as clockText } from "kernel/time.js";
import { t } from "i18n";
import { unitsLeft } from "floor/times.js";

const GRANT_S = 60;

/** @param {{hall: ReturnType<typeof import("floor/hall.js").useHall>}} props */
export function Units({ hall }) {
  if (!hall.floor?.budgets.length) return null;
  return html`
    <details class="fold" open>
      <summary><${Icon} name="chevron-right" />${t("Time of the units")}</summary>
      <${List} hall=${hall} />
    </details>
  `;
}

/** @param {{hall: ReturnType<typeof import("floor/hall.js").useHall>}} props */
function List({ hall }) {
  const room = useRoom();
  const open = hall.items.find(({ state }) => state === "open")?.id;
  const left = unitsLeft(hall.floor, hall.speakers, open, useTick(1000));
  return html`
    <ul class="list units">
      ${left.map(
        ({ unit, left_ms, total_ms }) => html`
          <li key=${unit} class="row apart" data-test="unit">
            <span class="name">${unit}</span>
            <span class="row tight">
              <span class="numbers ${left_ms < 0 ? "over" : ""}">${t("{left} of {total}", { left: clockText(left_ms), total: clockText(total_ms) })}</span>
              ${room.may("floor.run") &&
              html`
                <button type="button" class="icon-button" aria-label=${t("One minute more for {unit}", { unit })} title=${t("One minute more for {unit}", { unit })}
                        data-test="grant-time" onClick=${() => room.act("floor.grant", { unit, seconds: GRANT_S })}><${Icon} name="plus" /></button>
              `}
            </span>
          </li>
        `,
      )}
    </ul>
  `;
}
