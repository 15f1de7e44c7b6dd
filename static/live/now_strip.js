/** The state of the room in one line, for the chair whose desk is folded away. */
import { t } from "i18n";
import { html, useRecord, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { PresenceCount } from "attendance/presence.js";
import { SpeakerClock } from "floor/clock.js";
import { speaking, waiting } from "floor/queue.js";

export function NowStrip() {
  const speakers = useRecords("speakers");
  const current = speaking(speakers);
  const name = useRecord(`participants/${current?.person ?? ""}`)?.name;
  const queue = waiting(speakers).length;
  return html`
    <div class="now-strip">
      ${current && html`<span class="speaker"><${Icon} name="mic" /><strong>${name}</strong><${SpeakerClock} speaker=${current} /></span>`}
      ${queue > 0 && html`<span class="waiting"><${Icon} name="hand" />${t("{n} waiting to speak", { n: queue })}</span>`}
      <${PresenceCount} />
    </div>
  `;
}
