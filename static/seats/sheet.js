/** The seat map over the whole screen: who is where, calling a speaker by touch, and for the desk who sits where. */
import { useEffect, useRef, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { Arranging } from "seats/arrange.js";
import { SeatCard } from "seats/card.js";
import { Legend } from "seats/legend.js";
import { SeatMap } from "seats/map.js";
import { useSeating } from "seats/situation.js";

/** @param {{ close: () => void }} props */
export function SeatSheet({ close }) {
  const room = useRoom();
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [arranging, setArranging] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    // Before it was open nobody can have moved it: a wide hall is looked at from its middle.
    const frame = dialog.current?.querySelector(".seat-frame");
    if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  }, []);
  const now = useSeating();
  if (!now) return null;
  const may = room.may("seats.arrange") && room.store.get(`meetings/${room.boot.meeting}`)?.state !== "ended";
  return html`
    <dialog class="sheet seat-sheet" ref=${dialog} aria-labelledby="seat-sheet-title" onClose=${close} data-test="seat-sheet">
      <header>
        <h2 id="seat-sheet-title">${t("Seat map")} · ${now.seating.name}</h2>
        <div class="row tight">
          ${may &&
          html`
            <button type="button" class="button" aria-pressed=${arranging} data-test="arrange-seats" onClick=${() => setArranging(!arranging)}>
              <${Icon} name=${arranging ? "check" : "move"} />${arranging ? t("Done arranging") : t("Arrange seats")}
            </button>
          `}
          <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
        </div>
      </header>
      ${arranging && may ? html`<${Arranging} ...${now} />` : html`<${Looking} ...${now} />`}
    </dialog>
  `;
}

/** @param {NonNullable<ReturnType<typeof useSeating>>} props */
function Looking({ seating, places }) {
  const me = useRoom().viewer.person;
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const place = places.find(({ label }) => label === chosen);
  return html`
    <div class="seat-room">
      <div class="seat-frame">
        <${SeatMap} plan=${seating.plan} places=${places} me=${me} chosen=${chosen} onSeat=${(/** @type {{ label: string }} */ { label }) => setChosen(label)} />
      </div>
      <aside class="stack">
        ${place ? html`<${SeatCard} place=${place} />` : html`<p class="quiet-text">${t("Touch a seat to see who has it.")}</p>`}
        <${Legend} places=${places} me=${me} />
      </aside>
    </div>
  `;
}
