/** The speaker's clock, for the bar, the panel and (large) the room display. It runs on the server's time. */
import { Icon } from "kernel/icon.js";
import { html, useRoom, useTick } from "kernel/hooks.js";
import { t } from "i18n";
import { countdown } from "floor/queue.js";

/** @param {import("floor/queue.js").Countdown["state"]} state */
function warning(state) {
  if (state === "running") return "";
  return state === "over" ? t("The speaking time is over.") : t("30 seconds left.");
}

/** @param {{speaker: import("kernel/types.js").Speaker, large?: boolean}} props */
export function SpeakerClock({ speaker, large = false }) {
  const room = useRoom();
  useTick(250);
  const left = countdown(speaker, room.serverNow());
  const words = left.state === "over" ? t("Over time") : t("Time left");
  return html`
    <span class="speaker-clock ${left.state} ${large ? "large" : ""}" data-test="speaker-clock">
      <span class="caption ${large ? "" : "visually-hidden"}">${words}</span>
      <span class="time" role="timer" aria-label=${`${words}: ${left.text}`}>
        ${!large && html`<${Icon} name=${left.state === "running" ? "clock" : "circle-alert"} />`}${left.text}
      </span>
      <span class="visually-hidden" role="status">${warning(left.state)}</span>
    </span>
  `;
}
