/** The desk's view of voting: what is open, what is prepared, what was decided; and preparing another. */
import { useEffect, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { openPoll } from "polls/casting.js";
import { useInSight } from "polls/in_sight.js";
import { PollLine } from "polls/line.js";
import { Prepare } from "polls/prepare.js";
import { PollResult } from "polls/result.js";
import { OpenPoll } from "polls/running.js";
import { kindOfPoll, ruleSentence, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

export function PollPanel() {
  const room = useRoom();
  const polls = useRecords("polls");
  const live = useRecord(`meetings/${room.boot.meeting}`)?.state === "live";
  const [preparing, setPreparing] = useState(false);
  const [latest, setLatest] = useState("");
  const running = openPoll(polls)?.id;
  useEffect(() => {
    if (running) setLatest(running);
  }, [running]);
  const inState = (/** @type {Poll["state"][]} */ ...states) =>
    polls.filter(({ state }) => states.includes(state)).sort((a, b) => b.at - a.at);
  const runs = room.may("polls.run");
  return html`
    <section class="poll-panel stack" aria-labelledby="polls-title">
      <header class="row apart">
        <h2 id="polls-title">${t("Voting")}</h2>
        ${runs &&
        !preparing &&
        html`
          <button type="button" class="button" data-test="prepare-poll" onClick=${() => setPreparing(true)}>
            <${Icon} name="plus" />${t("Prepare a vote")}
          </button>
        `}
      </header>
      ${preparing && html`<${Prepare} live=${live} close=${() => setPreparing(false)} />`}
      ${inState("open").map((poll) => html`<${OpenPoll} key=${poll.id} poll=${poll} />`)}
      ${inState("prepared").map((poll) => html`<${Prepared} key=${poll.id} poll=${poll} live=${live} />`)}
      ${inState("closed", "cancelled").map((poll) => html`<${Past} key=${poll.id} poll=${poll} latest=${poll.id === latest} />`)}
      ${!polls.length && !preparing && html`<p class="quiet-text">${t("No vote has been prepared.")}</p>`}
    </section>
  `;
}

/** @param {{poll: Poll, live: boolean}} props */
function Prepared({ poll, live }) {
  const room = useRoom();
  return html`
    <article class="poll-card" data-test="prepared-poll">
      <p class="row tight">
        <span class="chip">${stateOfPoll(poll)}</span>
        <span class="chip"><${Icon} name=${poll.secret ? "eye-off" : "users"} />${kindOfPoll(poll)}</span>
      </p>
      <h3>${poll.question}</h3>
      <p class="quiet-text small-text">${ruleSentence(poll)}</p>
      ${room.may("polls.run") &&
      html`
        <div class="row apart">
          <button type="button" class="button" onClick=${() => room.act("polls.cancel", { id: poll.id })}>${t("Cancel this vote")}</button>
          <button type="button" class="button primary" disabled=${!live} data-test="open-poll" onClick=${() => room.act("polls.open", { id: poll.id })}>
            <${Icon} name="play" />${t("Open the vote")}
          </button>
        </div>
        ${!live && html`<p class="quiet-text small-text">${t("A vote can be opened once the meeting has started.")}</p>`}
      `}
    </article>
  `;
}

/** @param {{poll: Poll, latest: boolean}} props latest: it has closed before our eyes, and everybody waits for the result */
function Past({ poll, latest }) {
  const place = useInSight(latest);
  const line = html`<${PollLine} poll=${poll} />`;
  if (!poll.result) return html`<article class="poll-card past" data-test="past-poll">${line}</article>`;
  return html`
    <details class="fold poll-card past" open=${latest} ref=${place} data-test="past-poll">
      <summary>
        <${Icon} name="chevron-right" />
        ${line}
      </summary>
      <${PollResult} poll=${poll} heading=${false} />
    </details>
  `;
}
