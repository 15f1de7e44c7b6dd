/** How long an open vote still takes ballots, by the server's clock. */
import { Icon } from "kernel/icon.js";
import { html, useRoom, useTick } from "kernel/hooks.js";
import { countdown } from "kernel/time.js";
import { t } from "i18n";

const SOON_MS = 10_000;

/** @param {{poll: import("kernel/types.js").Poll}} props */
export function Countdown({ poll }) {
  return poll.state === "open" && poll.closes_at !== null ? html`<${Running} at=${poll.closes_at} />` : null;
}

/** @param {{at: number}} props */
function Running({ at }) {
  const room = useRoom();
  useTick(250);
  const left = Math.max(0, at - room.serverNow());
  return html`
    <span class="chip numbers ${left <= SOON_MS ? "warn" : ""}" role="timer" data-test="countdown">
      <${Icon} name="clock" />${t("Time left: {time}", { time: countdown(left) })}
    </span>
  `;
}
