/** The agenda against the clock: when the meeting ends, and what could be cut. What is on now stands in the band above. */
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { AgendaClock } from "live/agenda_clock.js";

export function PlanCard() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  if (!meeting || meeting.state !== "live") return null;
  return html`
    <section class="plan-card stack" aria-labelledby="now-title" data-test="now">
      <h2 id="now-title">${t("The agenda against the clock")}</h2>
      <${AgendaClock} meeting=${meeting} />
    </section>
  `;
}
