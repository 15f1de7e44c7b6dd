/** What became of the ballot: on its way, recorded, not sent, or never there. Each looks and reads differently. */
import { Icon } from "kernel/icon.js";
import { html, useRoom } from "kernel/hooks.js";
import { exactTime } from "kernel/time.js";
import { t } from "i18n";
import { keptTracker } from "polls/tracker.js";
import { ballotWords, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("polls/casting.js").Casting} Casting */

const LOOKS = {
  choosing: { icon: "vote", tone: "" },
  sending: { icon: "loader-circle", tone: "" },
  not_sent: { icon: "cloud-off", tone: "warn" },
  recorded: { icon: "circle-check", tone: "ok" },
  missed: { icon: "info", tone: "" },
};

/** @param {Casting} casting @param {Poll} poll */
export function receiptWords(casting, poll) {
  if (poll.state === "cancelled") return t("The vote was cancelled");
  if (casting.state === "recorded") return t("Recorded at {time}", { time: exactTime(casting.at) });
  const words = {
    choosing: t("Voting is open"),
    sending: t("Sending your vote…"),
    not_sent: t("Your vote is not sent"),
    missed: t("You did not vote"),
  };
  return words[casting.state];
}

/** @param {Casting} casting @param {Poll} poll */
function detail({ state }, poll) {
  if (poll.state === "cancelled") return t("No ballot is counted.");
  if (state === "sending") return t("It does not count until it is recorded.");
  if (state === "missed") return t("The server has no ballot of yours in this vote.");
  if (state !== "not_sent") return "";
  return poll.state === "open"
    ? t("No connection. It is kept on this device and sent by itself as soon as the connection is back; it counts only if the vote is still open then.")
    : t("No connection, and the vote has closed. Unless it had arrived before, it does not count.");
}

/**
 * @param {{poll: Poll, casting: Casting, choice: string|null|undefined, next: (() => void)|null, change: (() => void)|null, close: () => void}} props
 *   next: to another ballot that is to be cast; change: to this one again
 */
export function Receipt({ poll, casting, choice, next, change, close }) {
  const { icon, tone } = poll.state === "cancelled" ? { icon: "ban", tone: "" } : LOOKS[casting.state];
  const more = detail(casting, poll);
  return html`
    <div class="receipt ${poll.state === "published" ? "compact" : ""}" data-test="receipt">
      <div class="state ${tone} ${casting.state}" role="status" data-test=${`ballot-${casting.state}`}>
        <${Icon} name=${icon} />
        <div>
          <p class="words">${receiptWords(casting, poll)}</p>
          ${choice && html`<p>${t("Your choice: {choice}", { choice: ballotWords(poll.shape, choice) })}</p>`}
          ${more && html`<p>${more}</p>`}
        </div>
      </div>
      ${poll.secret && poll.state === "open" && html`<${Tracker} poll=${poll} />`}
      <div class="row apart">
        ${poll.state !== "published" && html`<p class="quiet-text numbers">${turnout(poll)}</p>`}
        ${change && html`<button type="button" class="button large" data-test="change-ballot" onClick=${change}>${t("Change my vote")}</button>`}
        <button type="button" class="button ${next ? "" : "primary"} large" onClick=${close}>${t("Back to the paper")}</button>
        ${next && html`<button type="button" class="button primary large" data-test="next-ballot" onClick=${next}>${t("Next ballot")}</button>`}
      </div>
    </div>
  `;
}

/** @param {{poll: Poll}} props */
function Tracker({ poll }) {
  const tracker = keptTracker(poll.id, useRoom().viewer.person);
  if (!tracker) return html`<p class="quiet-text">${t("Your tracker is on the device on which you voted.")}</p>`;
  return html`
    <div class="tracker">
      <${Icon} name="key-round" />
      <div>
        <p>${t("Your tracker")}: <code data-test="tracker">${tracker}</code></p>
        <p class="quiet-text">
          ${t("This device keeps it and will look for your ballot in the published list. Do not show it: whoever knows it can see how you voted.")}
        </p>
      </div>
    </div>
  `;
}
