/** Counting down to a moment, as to the end of a break; on the server's clock, like all clocks of the room. */
import { t } from "i18n";
import { html, useMoment } from "kernel/hooks.js";
import { clockTime, countdown } from "kernel/time.js";

/** @param {{ text: string, until: number }} props */
export function CountdownScene({ text, until }) {
  const now = useMoment((at) => (until > at ? (until - at) % 1000 || 1000 : null));
  const left = Math.max(0, Math.ceil((until - now) / 1000) * 1000);
  return html`
    <section class="words-scene countdown-scene" data-test="countdown-scene">
      ${text && html`<h1 class="told">${text}</h1>`}
      <p class="time numbers ${left ? "" : "over"}" role="timer">${countdown(left)}</p>
      <p class="office numbers">${left ? t("Until {time}", { time: clockTime(until) }) : t("The time is up.")}</p>
    </section>
  `;
}
