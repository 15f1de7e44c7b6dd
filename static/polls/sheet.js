/**
 * The sheet on which an entitled member votes. It opens by itself with the poll, covers everything, can be put aside and
 * brought back, and turns into the result when the poll closes.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { Ballot } from "polls/ballot.js";
import { casting, castOf, openPoll } from "polls/casting.js";
import { Receipt, receiptWords } from "polls/receipt.js";
import { PollResult } from "polls/result.js";
import { verdict } from "polls/verdict.js";
import { kindOfPoll, outcomeWord, ruleSentence, stateOfPoll } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("polls/casting.js").Casting} Casting */

const LONG = 160; // characters from which the question is set smaller

export function PollSheet() {
  const room = useRoom();
  const me = useRecord(`participants/${room.viewer.person}`);
  const [followed, follow] = useState("");
  const open = openPoll(useRecords("polls"))?.id;
  const entitled = Boolean(me?.entitled) && room.may("polls.cast");
  useEffect(() => {
    if (open) follow(open);
  }, [open]);
  if (!entitled || !followed) return null;
  return html`<${Followed} key=${followed} id=${followed} leave=${() => follow("")} />`;
}

/** @param {{id: string, leave: () => void}} props */
function Followed({ id, leave }) {
  const room = useRoom();
  const poll = useRecord(`polls/${id}`);
  const ballot = useRecord(`ballots/${id}/${room.viewer.person}`);
  const [aside, setAside] = useState(Boolean(ballot));
  if (!poll) return null;
  const state = casting(poll, ballot, castOf(room.pending, id));
  // Who runs the vote sees in the panel how it ended, and needs the room on the screen.
  if (aside && poll.state !== "open" && room.may("polls.run")) return null;
  if (aside) return html`<${Aside} poll=${poll} casting=${state} bringBack=${() => setAside(false)} />`;
  const close = poll.state === "open" ? () => setAside(true) : leave;
  return html`<${Sheet} poll=${poll} casting=${state} choice=${ballot?.choice} close=${close} />`;
}

/** @param {{poll: Poll, casting: Casting, bringBack: () => void}} props */
function Aside({ poll, casting, bringBack }) {
  const words = poll.result ? outcomeWord(verdict(poll.rule, poll.result).outcome) : receiptWords(casting, poll);
  return html`
    <button type="button" class="poll-aside ${casting.state}" data-test="poll-aside" onClick=${bringBack}>
      <${Icon} name="vote" />
      <span class="words"><strong>${words}</strong><span class="question">${poll.question}</span></span>
      <span class="act">${poll.state === "open" && casting.state === "choosing" ? t("Vote") : t("View")}</span>
    </button>
  `;
}

/** @param {{poll: Poll, casting: Casting, choice: import("kernel/types.js").Choice|null|undefined, close: () => void}} props */
function Sheet({ poll, casting, choice, close }) {
  const item = useRecord(`items/${poll.item}`);
  const [typing] = useState(isTyping);
  const [problem, setProblem] = useState("");
  const dialog = useModal();
  const cancel = (/** @type {Event} */ event) => (event.preventDefault(), close());
  return html`
    <dialog class="sheet poll-sheet" ref=${dialog} tabindex="-1" aria-labelledby="poll-question" onCancel=${cancel} data-test="poll-sheet">
      <header>
        <${Chips} poll=${poll} />
        <button type="button" class="button" onClick=${close}>
          <${Icon} name="chevron-down" />${poll.state === "open" ? t("Put aside") : t("Close")}
        </button>
      </header>
      <div class="motion">
        ${item && html`<p class="item">${item.number}. ${item.title}</p>`}
        <h1 id="poll-question" class=${poll.state === "closed" || poll.question.length > LONG ? "small" : ""}>${poll.question}</h1>
        ${poll.state !== "closed" && html`<p class="rule">${ruleSentence(poll)}</p>`}
        ${poll.state === "closed" && html`<${PollResult} poll=${poll} heading=${false} />`}
      </div>
      ${casting.state === "choosing"
        ? html`<${Ballot} poll=${poll} typing=${typing} problem=${problem} setProblem=${setProblem} />`
        : html`<${Receipt} poll=${poll} casting=${casting} choice=${choice} close=${close} />`}
    </dialog>
  `;
}

/** @param {{poll: Poll}} props */
function Chips({ poll }) {
  const online = useRoom().connection.state === "online";
  return html`
    <p class="row tight">
      <span class="chip ${poll.state === "open" ? "live" : ""}">${stateOfPoll(poll)}</span>
      <span class="chip"><${Icon} name=${poll.secret ? "eye-off" : "users"} />${kindOfPoll(poll)}</span>
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
