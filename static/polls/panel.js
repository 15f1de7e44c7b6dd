/** The desk's view of voting: what is open, what is prepared, what was decided; and preparing another. */
import { useEffect, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { openPoll } from "polls/casting.js";
import { AllResults, Earlier } from "polls/earlier.js";
import { useInSight } from "polls/in_sight.js";
import { KeyHolders, KeyKeeping } from "polls/keeping.js";
import { PollLine } from "polls/line.js";
import { Prepare } from "polls/prepare.js";
import { PollResult } from "polls/result.js";
import { Cancelling, OpenPoll } from "polls/running.js";
import { kindIcon, kindOfPoll, ruleSentence, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

export function PollPanel() {
  const room = useRoom();
  const polls = useRecords("polls");
  const live = useRecord(`meetings/${room.boot.meeting}`)?.state === "live";
  const [preparing, setPreparing] = useState(/** @type {Partial<Poll>|null} */ (null));
  const [latest, setLatest] = useState("");
  const running = openPoll(polls)?.id;
  useEffect(() => {
    if (running) setLatest(running);
  }, [running]);
  const inState = (/** @type {Poll["state"][]} */ ...states) =>
    polls.filter(({ state }) => states.includes(state)).sort((a, b) => b.at - a.at);
  const waiting = inState("prepared").reverse(); // as a queue: what was prepared first comes first
  const runs = room.may("polls.run");
  const again = (/** @type {Poll} */ poll) => setPreparing({ ...poll, repeats: poll.id });
  return html`
    <section class="poll-panel stack" aria-labelledby="polls-title">
      <header class="row apart">
        <h2 id="polls-title">${t("Voting")}</h2>
        ${runs &&
        !preparing &&
        html`
          <button type="button" class="button" data-test="prepare-poll" onClick=${() => setPreparing({})}>
            <${Icon} name="plus" />${t("Prepare a vote")}
          </button>
        `}
      </header>
      ${preparing && html`<${Prepare} live=${live} like=${preparing} close=${() => setPreparing(null)} />`}
      <${KeyKeeping} />
      ${inState("open").map((poll) => html`<${OpenPoll} key=${poll.id} poll=${poll} />`)}
      ${inState("ended").map((poll) => html`<${Ended} key=${poll.id} poll=${poll} />`)}
      ${inState("closed").map((poll) => html`<${Counted} key=${poll.id} poll=${poll} />`)}
      <${Together} polls=${waiting} live=${live && runs} />
      ${waiting.map((poll) => html`<${Prepared} key=${poll.id} poll=${poll} live=${live} />`)}
      ${inState("published", "cancelled").map((poll) => html`<${Past} key=${poll.id} poll=${poll} latest=${poll.id === latest} again=${runs && !preparing ? again : null} />`)}
      ${inState("published").length > 0 && html`<p><${AllResults} /></p>`}
      ${!polls.length && !preparing && html`<p class="quiet-text">${t("No vote has been prepared.")}</p>`}
    </section>
  `;
}

/** Counted and not yet shown to anybody else. @param {{poll: Poll}} props */
function Counted({ poll }) {
  const room = useRoom();
  return html`
    <article class="poll-card open" data-test="counted-poll">
      <p class="row tight"><span class="chip warn">${stateOfPoll(poll)}</span></p>
      <h3>${poll.question}</h3>
      <${PollResult} poll=${poll} heading=${false} />
      ${room.may("polls.run") &&
      html`
        <button type="button" class="button primary" data-test="publish-poll" onClick=${() => room.act("polls.publish", { id: poll.id })}>
          <${Icon} name="presentation" />${t("Publish the result")}
        </button>
      `}
    </article>
  `;
}

/** Voting is over, and the keys of those who keep them are awaited. @param {{poll: Poll}} props */
function Ended({ poll }) {
  return html`
    <article class="poll-card open stack" data-test="ended-poll">
      <p class="row tight"><span class="chip warn">${stateOfPoll(poll)}</span></p>
      <h3>${poll.question}</h3>
      <${KeyHolders} poll=${poll} keys=${/** @type {import("kernel/types.js").HeldKeys} */ (poll.keys)} />
      ${useRoom().may("polls.run") && html`<${Cancelling} poll=${poll} />`}
    </article>
  `;
}

/** Several prepared votes in one moment. @param {{polls: Poll[], live: boolean}} props */
function Together({ polls, live }) {
  const room = useRoom();
  const [first, ...others] = polls.map(({ id }) => id);
  if (!live || !others.length) return null;
  return html`
    <button type="button" class="button" data-test="open-together" onClick=${() => room.act("polls.open", { id: first, together: others })}>
      <${Icon} name="play" />${t("Open all {count} together", { count: polls.length })}
    </button>
  `;
}

/** @param {{poll: Poll, live: boolean}} props */
function Prepared({ poll, live }) {
  const room = useRoom();
  const [seconds, setSeconds] = useState("");
  const open = () => room.act("polls.open", { id: poll.id, ...(seconds ? { seconds: Number(seconds) } : {}) });
  return html`
    <article class="poll-card" data-test="prepared-poll">
      <p class="row tight">
        <span class="chip">${stateOfPoll(poll)}</span>
        <span class="chip"><${Icon} name=${kindIcon(poll)} />${kindOfPoll(poll)}</span>
        <${ReadyCount} poll=${poll} />
      </p>
      <h3>${poll.question}</h3>
      <${Earlier} poll=${poll} />
      ${poll.shape.options.length > 0 && html`<ul class="option-names">${poll.shape.options.map((name) => html`<li key=${name}>${name}</li>`)}</ul>`}
      <p class="quiet-text small-text">${ruleSentence(poll)}</p>
      ${poll.keys && html`<${KeyHolders} poll=${poll} keys=${poll.keys} />`}
      ${room.may("polls.run") &&
      html`
        <div class="row apart">
          <button type="button" class="button" onClick=${() => room.act("polls.cancel", { id: poll.id })}>${t("Cancel this vote")}</button>
          ${live && html`<button type="button" class="button" data-test="announce-poll" onClick=${() => room.act("polls.announce", { id: poll.id })}>${t("Ask who is ready")}</button>`}
          <${Seconds} id=${`seconds-${poll.id}`} value=${seconds} change=${setSeconds} />
          <button type="button" class="button primary" disabled=${!live || tooFewKeys(poll)} data-test="open-poll" onClick=${open}>
            <${Icon} name="play" />${t("Open the vote")}
          </button>
        </div>
        ${!live && html`<p class="quiet-text small-text">${t("A vote can be opened once the meeting has started.")}</p>`}
      `}
    </article>
  `;
}

/** @param {Poll} poll */
const tooFewKeys = ({ keys }) => (keys ? keys.holders.filter(({ public_key }) => public_key).length < keys.needed : false);

/** @param {{id: string, value: string, change: (value: string) => void}} props */
function Seconds({ id, value, change }) {
  const choices = [["", t("No time limit")], ...[30, 60, 120, 300].map((n) => [String(n), t("{count} seconds", { count: n })])];
  return html`
    <label class="visually-hidden" for=${id}>${t("Time to vote")}</label>
    <select id=${id} class="control short" value=${value} onChange=${(/** @type {any} */ { target }) => change(target.value)}>
      ${choices.map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
    </select>
  `;
}

/** @param {{poll: Poll}} props */
function ReadyCount({ poll }) {
  const ready = useRecords("ready").filter((one) => one.poll === poll.id).length;
  const entitled = useRecords("participants").filter((one) => one.entitled).length;
  return ready ? html`<span class="chip ok numbers" data-test="ready-count">${t("Ready: {n} of {total}", { n: ready, total: entitled })}</span>` : null;
}

/**
 * @param {{poll: Poll, latest: boolean, again: ((poll: Poll) => void)|null}} props
 *   latest: it has closed before our eyes, and everybody waits for the result; again: to hold the vote once more
 */
function Past({ poll, latest, again }) {
  const place = useInSight(latest);
  const line = html`<${PollLine} poll=${poll} />`;
  const repeat =
    again && html`<button type="button" class="button" data-test="repeat-poll" onClick=${() => again(poll)}><${Icon} name="rotate-cw" />${t("Hold this vote again")}</button>`;
  if (!poll.result) return html`<article class="poll-card past stack" data-test="past-poll">${line}<${Earlier} poll=${poll} />${repeat}</article>`;
  return html`
    <details class="fold poll-card past" open=${latest} ref=${place} data-test="past-poll">
      <summary>
        <${Icon} name="chevron-right" />
        ${line}
      </summary>
      <${PollResult} poll=${poll} heading=${false} />
      ${repeat}
    </details>
  `;
}
