/** Before and after the meeting, and while nothing else is to be shown: whose meeting it is, under the mark. */
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { clockTime, date } from "kernel/time.js";
import { DoorCode } from "attendance/door.js";

/** @param {{ meeting: import("kernel/types.js").Meeting | undefined }} props */
export function IdleScene({ meeting }) {
  const room = useRoom();
  const own = useRecord(`participants/${room.viewer.person}`);
  if (!meeting) return null;
  const { title, body, place, starts_at, state } = meeting;
  return html`
    <section class="words-scene idle-scene">
      <img class="mark" src=${room.boot.mark} alt="" />
      <p class="body">${body.name}</p>
      <h1>${title}</h1>
      ${state === "ended" && html`<p class="office">${t("The meeting has ended.")}</p>`}
      ${state !== "ended" && html`<p class="office numbers">${clockTime(starts_at)} · ${date(starts_at)}${place ? ` · ${place}` : ""}</p>`}
      ${state === "planned" && html`<${DoorCode} />`}
      <p class="own-name" data-test="display-name">${own?.name}</p>
    </section>
  `;
}
