/** The speaker's clock, for the bar, the panel and (large) the room display. It runs on the server's time, and turns when that does. */
import { Icon } from "kernel/icon.js";
import { html, useMoment, useRecord } from "kernel/hooks.js";
import { t } from "i18n";
import { countdown, nextSecond } from "floor/queue.js";

/** @typedef {import("floor/queue.js").Countdown} Countdown */

/** @param {Countdown["state"]} state @param {number} warning_s */
function warning(state, warning_s) {
  if (state === "over") return t("The speaking time is over.");
  return state === "warning" ? t("{count} seconds left.", { count: warning_s }) : "";
}

/** @param {Countdown["state"]} state */
function caption(state) {
  if (state === "over") return t("Over time");
  return state === "still" ? t("Paused") : t("Time left");
}

/** @type {Record<Countdown["state"], string>} */
const SIGNS = { running: "clock", warning: "circle-alert", over: "circle-alert", still: "pause" };

/** @param {{speaker: import("kernel/types.js").Speaker, large?: boolean}} props */
export function SpeakerClock({ speaker, large = false }) {
  const warning_s = useRecord("floor/now")?.warning_s;
  const now = useMoment((at) => nextSecond(speaker, at));
  const left = countdown(speaker, now, warning_s);
  const words = caption(left.state);
  return html`
    <span class="speaker-clock ${left.state} ${large ? "large" : ""}" data-test="speaker-clock">
      <span class="caption ${large ? "" : "visually-hidden"}">${words}</span>
      <span class="time" role="timer" aria-label=${`${words}: ${left.text}`}>
        ${!large && html`<${Icon} name=${SIGNS[left.state]} />`}${left.text}
      </span>
      <span class="visually-hidden" role="status">${warning(left.state, warning_s ?? 0)}</span>
    </span>
  `;
}
