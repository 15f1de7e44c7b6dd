/** What will be voted on next, and whether one is ready for it. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { ruleSentence } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

export function Readying() {
  const announced = useRecords("polls").filter(({ state }) => state === "prepared");
  const room = useRoom();
  // The desk sees every prepared vote; it asks, and is not asked.
  if (room.may("polls.run") || !room.may("polls.cast")) return null;
  return announced.map((poll) => html`<${Announced} key=${poll.id} poll=${poll} />`);
}

/** @param {{poll: Poll}} props */
function Announced({ poll }) {
  const room = useRoom();
  const ready = useRecord(`ready/${poll.id}/${room.viewer.person}`);
  const say = () => room.act("polls.say_ready", { poll: poll.id, ready: !ready });
  return html`
    <article class="poll-card" data-test="announced-poll">
      <p class="caption">${t("Next vote")}</p>
      <h3>${poll.question}</h3>
      <p class="quiet-text small-text">${ruleSentence(poll)}</p>
      <button type="button" class="button ${ready ? "" : "primary"}" aria-pressed=${ready ? "true" : "false"} data-test="say-ready" onClick=${say}>
        <${Icon} name=${ready ? "circle-check" : "check"} />${ready ? t("You are ready") : t("I am ready")}
      </button>
    </article>
  `;
}
