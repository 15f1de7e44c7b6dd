/** The open poll at the desk: turnout, who is missing, closing with a last look, cancelling. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { notVoted } from "polls/casting.js";
import { Countdown } from "polls/countdown.js";
import { Earlier } from "polls/earlier.js";
import { Hands } from "polls/hands.js";
import { useInSight } from "polls/in_sight.js";
import { NudgeButton } from "polls/nudging.js";
import { Papers } from "polls/papers.js";
import { kindIcon, kindOfPoll, ruleSentence, stateOfPoll, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Participant} Participant */

/** @param {{poll: Poll}} props */
export function OpenPoll({ poll }) {
  const room = useRoom();
  const place = useInSight();
  const missing = new Set(notVoted(poll, useRecords("ballots")));
  const people = useRecords("participants").filter(({ person }) => missing.has(person));
  return html`
    <article class="poll-card open" ref=${place} data-test="running-poll">
      <p class="row tight">
        <span class="chip live">${stateOfPoll(poll)}</span>
        <span class="chip"><${Icon} name=${kindIcon(poll)} />${kindOfPoll(poll)}</span>
        <${Countdown} poll=${poll} />
      </p>
      <h3>${poll.question}</h3>
      <${Earlier} poll=${poll} />
      <p class="quiet-text small-text">${ruleSentence(poll)}</p>
      <div class="turnout">
        <p><strong class="numbers" data-test="turnout">${turnout(poll)}</strong></p>
        <progress class="progress" value=${poll.received} max=${poll.entitled || 1} aria-label=${turnout(poll)}></progress>
      </div>
      ${!poll.analog && html`<${Missing} poll=${poll} people=${people} />`}
      ${room.may("polls.run") && poll.analog && html`<${Hands} poll=${poll} />`}
      ${room.may("polls.run") && !poll.secret && html`<${Papers} poll=${poll} people=${people} />`}
      ${room.may("polls.run") && html`<${Commands} poll=${poll} />`}
    </article>
  `;
}

/** @param {Poll} poll */
const missingFrom = ({ entitled, received }) => Math.max(0, entitled - received);

/** @param {{poll: Poll, people: Participant[]}} props */
function Missing({ poll, people }) {
  if (!missingFrom(poll)) return html`<p class="everybody"><${Icon} name="check" />${t("Everybody has voted.")}</p>`;
  return html`
    <div class="missing">
      <p class="caption">${t("Not voted: {count}", { count: missingFrom(poll) })}</p>
      <ul tabindex="0" aria-label=${t("Not voted")} data-test="not-voted">${people.map(({ person, name }) => html`<li key=${person}>${name}</li>`)}</ul>
      <${NudgeButton} poll=${poll} />
    </div>
  `;
}

/** @param {{poll: Poll}} props */
function Commands({ poll }) {
  const [asking, ask] = useState(/** @type {"close"|"cancel"|null} */ (null));
  if (asking) return html`<${Confirm} poll=${poll} asking=${asking} back=${() => ask(null)} />`;
  return html`
    <div class="row apart">
      <button type="button" class="button" data-test="cancel-poll" onClick=${() => ask("cancel")}>${t("Cancel this vote")}</button>
      <button type="button" class="button primary" data-test="close-poll" onClick=${() => ask("close")}>
        <${Icon} name="square" />${t("Close the vote")}
      </button>
    </div>
  `;
}

/** For a vote that can only be called off by the desk. @param {{poll: Poll}} props */
export function Cancelling({ poll }) {
  const [asking, ask] = useState(false);
  if (asking) return html`<${Confirm} poll=${poll} asking="cancel" back=${() => ask(false)} />`;
  return html`<button type="button" class="button" data-test="cancel-poll" onClick=${() => ask(true)}>${t("Cancel this vote")}</button>`;
}

/** @param {{poll: Poll, asking: "close"|"cancel", back: () => void}} props */
function Confirm({ poll, asking, back }) {
  const room = useRoom();
  const closing = asking === "close";
  return html`
    <div class="confirm" role="group" aria-labelledby="confirm-poll">
      <p id="confirm-poll">${closing ? closingWords(missingFrom(poll)) : t("Cancel the vote? The ballots received so far will not be counted.")}</p>
      <div class="row apart">
        <button type="button" class="button" onClick=${back}>${poll.state === "open" ? t("Keep it open") : t("Keep waiting")}</button>
        <button type="button" class="button danger" data-test="confirm-${asking}" onClick=${() => room.act(`polls.${asking}`, { id: poll.id })}>
          ${!closing ? t("Cancel this vote") : poll.keys ? t("Close the vote") : t("Close and count")}
        </button>
      </div>
    </div>
  `;
}

/** @param {number} missing */
function closingWords(missing) {
  if (!missing) return t("Close the vote? Everybody has voted. Closing is final.");
  return t("Close the vote? Not voted: {count}, named above. Closing is final.", { count: missing });
}
