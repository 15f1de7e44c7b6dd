/** Who has spoken, and how long; for the desk, the way to the whole record. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { countdown as clockText } from "kernel/time.js";
import { t } from "i18n";
import { spoken } from "floor/queue.js";

/** @param {{hall: ReturnType<typeof import("floor/hall.js").useHall>}} props */
export function Spoken({ hall }) {
  const room = useRoom();
  const speakers = spoken(hall.speakers);
  if (!speakers.length) return null;
  return html`
    <details class="fold spoken">
      <summary><${Icon} name="chevron-right" />${t("Have spoken: {count}", { count: speakers.length })}</summary>
      <ul class="list">${speakers.map((speaker) => html`<${HasSpoken} key=${speaker.id} speaker=${speaker} />`)}</ul>
      ${room.may("floor.report") &&
      html`<a class="button" href=${`/meetings/${room.boot.meeting}/speaking`} target="_blank" rel="noopener"><${Icon} name="timer" />${t("Speaking times")}</a>`}
    </details>
  `;
}

/** @param {{speaker: import("kernel/types.js").Speaker}} props */
function HasSpoken({ speaker }) {
  const participant = useRecord(`participants/${speaker.person}`);
  const seconds = Math.round(speaker.spoken_ms / 1000);
  const over = seconds - (speaker.limit_s ?? 0);
  return html`
    <li class="row apart">
      <span>${participant?.name}</span>
      <span class="numbers ${over > 0 ? "over" : "quiet-text"}">${clockText(seconds * 1000)}${over > 0 && ` (+${clockText(over * 1000)})`}</span>
    </li>
  `;
}
