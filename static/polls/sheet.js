/**
 * The sheet on which an entitled member votes. It opens by itself with the poll, covers everything, can be put aside and
 * brought back, and turns into the result when the poll closes.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Ballot } from "polls/ballot.js";
import { casting, castOf, dutiesOf } from "polls/casting.js";
import { Countdown } from "polls/countdown.js";
import { Nudged, nudgeWords, useNudge } from "polls/nudging.js";
import { KeyAsked } from "polls/keeping.js";
import { Receipt, receiptWords } from "polls/receipt.js";
import { PollResult } from "polls/result.js";
import { kindIcon, kindOfPoll, outcomeWord, ruleSentence, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("polls/casting.js").Casting} Casting */
/** @typedef {import("polls/casting.js").Duty} Duty */

const LONG = 160; // characters from which the question is set smaller

export function PollSheet() {
  const room = useRoom();
  const person = room.viewer.person;
  const me = useRecord(`participants/${person}`);
  const [followed, follow] = useState("");
  const ballots = useRecords("ballots");
  const duties = room.may("polls.cast") ? dutiesOf(useRecords("polls"), person, Boolean(me?.entitled)) : [];
  const isDone = (/** @type {Duty} */ { poll, member }) =>
    ballots.some((ballot) => ballot.poll === poll.id && ballot.person === member) || castOf(room.pending, poll.id, member === person ? "" : member);
  const next = duties.find((duty) => !isDone(duty));
  const keys = duties.map(keyOf);
  useEffect(() => {
    if (keys.length && !keys.includes(followed)) follow(next ? keyOf(next) : keys[0]);
  }, [keys.join()]);
  if (!followed) return null;
  const other = next && keyOf(next) !== followed ? next : null;
  return html`<${Followed} key=${followed} duty=${followed} next=${other} ...${{ follow }} />`;
}

/** @param {Duty} duty */
const keyOf = ({ poll, member }) => `${poll.id}/${member}`;

/** @param {{duty: string, next: Duty|null, follow: (duty: string) => void}} props next: another ballot that is to be cast */
function Followed({ duty, next, follow }) {
  const room = useRoom();
  const [id, member] = duty.split("/");
  const poll = useRecord(`polls/${id}`);
  const ballot = useRecord(`ballots/${duty}`);
  const [aside, setAside] = useState(Boolean(ballot));
  if (!poll) return null;
  const state = casting(poll, ballot, castOf(room.pending, id, member === room.viewer.person ? "" : member));
  // Who runs the vote sees in the panel how it ended, and needs the room on the screen.
  if (aside && poll.state !== "open" && room.may("polls.run")) return null;
  const goOn = next && (() => follow(keyOf(next)));
  // Of a vote that is done with, only the next one is worth the place.
  if (aside && next && state.state === "recorded") return html`<${Aside} poll=${next.poll} casting=${{ state: "choosing" }} bringBack=${goOn} />`;
  if (aside) return html`<${Aside} poll=${poll} casting=${state} bringBack=${() => setAside(false)} />`;
  const close = poll.state === "open" ? () => setAside(true) : () => follow("");
  return html`<${Sheet} ...${{ poll, member, ballot, close }} next=${goOn} casting=${state} />`;
}

/** @param {{poll: Poll, casting: Casting, bringBack: () => void}} props */
function Aside({ poll, casting, bringBack }) {
  const nudge = useNudge(poll);
  const reminds = nudge !== null && casting.state === "choosing";
  const words = poll.result ? outcomeWord(poll.result.verdict) : receiptWords(casting, poll);
  return html`
    <button type="button" class="poll-aside ${casting.state}" data-test="poll-aside" onClick=${bringBack}>
      <${Icon} name=${reminds ? "bell" : "vote"} />
      <span class="words"><strong>${reminds ? nudgeWords(nudge) : words}</strong><span class="question">${poll.question}</span></span>
      <span class="act">${poll.state === "open" && casting.state === "choosing" ? t("Vote") : t("View")}</span>
    </button>
    <p class="visually-hidden" role="status">${reminds ? nudgeWords(nudge) : ""}</p>
  `;
}

/**
 * @param {{poll: Poll, member: string, ballot: import("kernel/types.js").Ballot|undefined, casting: Casting, next: (() => void)|null,
 *   close: () => void}} props
 */
function Sheet({ poll, member, ballot, casting, next, close }) {
  const item = useRecord(`items/${poll.item}`);
  const [typing] = useState(isTyping);
  const [problem, setProblem] = useState("");
  const [changing, change] = useState(false);
  const dialog = useModal();
  const cancel = (/** @type {Event} */ event) => (event.preventDefault(), close());
  const isOver = poll.state === "published";
  const mayChange = poll.ways.changeable && poll.state === "open" && casting.state === "recorded";
  const nudge = useNudge(poll);
  const fills = casting.state === "choosing" || (mayChange && changing);
  return html`
    <dialog class="sheet poll-sheet" ref=${dialog} tabindex="-1" aria-labelledby="poll-question" onCancel=${cancel} data-test="poll-sheet">
      <header>
        <${Chips} poll=${poll} />
        <button type="button" class="button" onClick=${close}>
          <${Icon} name="chevron-down" />${poll.state === "open" ? t("Put aside") : t("Close")}
        </button>
      </header>
      <div class="motion">
        <${OnBehalf} member=${member} />
        ${nudge !== null && casting.state === "choosing" && html`<${Nudged} at=${nudge} />`}
        ${item && html`<p class="item">${item.number}. ${item.title}</p>`}
        <h1 id="poll-question" class=${isOver || poll.question.length > LONG ? "small" : ""}>${poll.question}</h1>
        ${!isOver && html`<p class="rule">${ruleSentence(poll)}</p>`}
        ${isOver && html`<${PollResult} poll=${poll} heading=${false} />`}
      </div>
      ${fills
        ? html`<${Ballot} ...${{ poll, member, typing, problem, setProblem }} before=${ballot?.choice ?? null} done=${() => change(false)} />`
        : html`<${KeyAsked} poll=${poll} /><${Receipt} ...${{ poll, casting, next, close }} choice=${ballot?.choice} change=${mayChange ? () => change(true) : null} />`}
    </dialog>
  `;
}

/** @param {{member: string}} props */
function OnBehalf({ member }) {
  const room = useRoom();
  const name = useRecord(`participants/${member}`)?.name ?? member;
  if (member === room.viewer.person) return null;
  return html`<p class="notice" data-test="on-behalf"><${Icon} name="users" /><span>${t("You cast the ballot of {name}, who is away.", { name })}</span></p>`;
}

/** @param {{poll: Poll}} props */
function Chips({ poll }) {
  const online = useRoom().connection.state === "online";
  return html`
    <p class="row tight">
      <span class="chip ${poll.state === "open" ? "live" : ""}">${stateOfPoll(poll)}</span>
      <span class="chip"><${Icon} name=${kindIcon(poll)} />${kindOfPoll(poll)}</span>
      <${Countdown} poll=${poll} />
      ${!online && html`<span class="chip warn" role="status"><${Icon} name="cloud-off" />${t("No connection")}</span>`}
    </p>
  `;
}

/** A dialog that opens with its component (at once, so that no key is lost), and gives the focus back when that goes. */
function useModal() {
  const dialog = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    opened?.focus();
    return () => opened?.close();
  }, []);
  return dialog;
}

/** Whoever was writing when the sheet opened must not vote with the next key. */
function isTyping() {
  return Boolean(document.activeElement?.matches("input, textarea, select, [contenteditable]"));
}
