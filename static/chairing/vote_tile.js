import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Tile } from "chairing/tile.js";
import { lastClosed, notVoted, openPolls } from "polls/casting.js";
import { Countdown } from "polls/countdown.js";
import { outcomeWord, stateOfPoll, turnout } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

/** The open vote with its turnout and who has not voted; else what was prepared, or decided last. @param {{ look: import("chairing/cockpit.js").Look }} props */
export function VoteTile({ look }) {
  const polls = useRecords("polls");
  const open = openPolls(polls);
  const counted = polls.find(({ state }) => state === "closed" || state === "ended");
  const shown = open[0] ?? counted;
  const tile = { name: "vote", word: t("Voting"), icon: "vote", open: () => look("polls-title") };
  if (open.length) return html`<${Tile} ...${tile} tone="live" head=${html`<${Figure} polls=${open} />`}><${Turnout} poll=${open[0]} /><//>`;
  if (shown) return html`<${Tile} ...${tile} tone="live"><strong class="line">${shown.question}</strong><span>${stateOfPoll(shown)}</span><//>`;
  return html`<${Tile} ...${tile}><${Quiet} polls=${polls} /><//>`;
}

/** @param {{ polls: Poll[] }} props */
function Figure({ polls }) {
  const [{ received, entitled }] = polls;
  return html`<${Countdown} poll=${polls[0]} /><span class="figure numbers">${received}<small> / ${entitled}</small></span>`;
}

/** @param {{ poll: Poll }} props */
function Turnout({ poll }) {
  const people = useRecords("participants");
  const ballots = useRecords("ballots");
  const missing = notVoted(poll, ballots);
  const names = people.filter(({ person }) => missing.includes(person)).map(({ name }) => name);
  return html`
    <strong class="line">${poll.question}</strong>
    <progress class="progress" value=${poll.received} max=${poll.entitled || 1} aria-label=${turnout(poll)}></progress>
    ${!poll.analog && html`<span class="two-lines" data-test="tile-missing">
      ${names.length ? html`<span class="quiet-text">${t("Not voted: {count}", { count: names.length })} ·</span> ${names.join(", ")}` : t("Everybody has voted.")}
    </span>`}
  `;
}

/** @param {{ polls: Poll[] }} props */
function Quiet({ polls }) {
  const prepared = polls.filter(({ state }) => state === "prepared").length;
  const last = lastClosed(polls);
  return html`
    <strong class="line">${prepared ? t("Prepared votes: {n}", { n: prepared }) : t("No vote is open.")}</strong>
    ${last?.result && html`<span class="two-lines"><span class="quiet-text">${outcomeWord(last.result.verdict)}:</span> ${last.question}</span>`}
  `;
}
