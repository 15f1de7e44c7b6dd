/** What is asked of somebody who keeps a key of a secret vote: to make it before the opening, to give it when voting is over. */
import { useEffect } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { checkOf, forgetKey, isKeyHere, keptKey, makeKey } from "polls/keys.js";

/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").HeldKeys} HeldKeys */
/** @typedef {{poll: Poll, keys: HeldKeys}} Shared */

export function KeyKeeping() {
  const person = useRoom().viewer.person;
  const mine = useRecords("polls").filter(({ keys }) => keys?.holders.some((holder) => holder.person === person));
  const over = mine.filter(({ state }) => ["closed", "published", "cancelled"].includes(state)).map(({ id }) => id);
  useEffect(() => {
    for (const id of over) forgetKey(id, person);
  }, [over.join()]);
  const waiting = mine.filter(({ id }) => !over.includes(id));
  return waiting.map((poll) => html`<${KeyCard} key=${poll.id} poll=${poll} keys=${/** @type {HeldKeys} */ (poll.keys)} />`);
}

/** @param {Shared} props */
function KeyCard({ poll, keys }) {
  const Part = { prepared: Making, open: Holding, ended: Giving }[/** @type {"prepared"|"open"|"ended"} */ (poll.state)];
  return html`
    <article class="poll-card ${poll.state === "open" ? "" : "open"}" data-test="key-card">
      <p class="caption key-caption"><${Icon} name="key-round" /><span>${t("You keep a key of a secret vote")}</span></p>
      <h3>${poll.question}</h3>
      <${Part} poll=${poll} keys=${keys} />
    </article>
  `;
}

/** On the sheet of whoever has just voted: voting is over, and one's key is asked for. @param {{poll: Poll}} props */
export function KeyAsked({ poll }) {
  const person = useRoom().viewer.person;
  if (poll.state !== "ended" || !poll.keys?.holders.some((holder) => holder.person === person)) return null;
  return html`<div class="stack" data-test="key-asked"><${Giving} poll=${poll} keys=${poll.keys} /></div>`;
}

/** @param {Shared} props */
function Making({ poll, keys }) {
  const room = useRoom();
  const person = room.viewer.person;
  const make = () => room.act("polls.offer_key", { poll: poll.id, public_key: makeKey(poll.id, person) });
  if (isKeyHere(poll, person)) return html`<${Kept} />`;
  const elsewhere = keys.holders.some((holder) => holder.person === person && holder.public_key);
  return html`
    <p class="quiet-text small-text">${together(keys)}</p>
    ${elsewhere && html`<${Elsewhere} />`}
    <button type="button" class="button ${elsewhere ? "" : "primary"}" data-test="keep-key" onClick=${make}>
      <${Icon} name="key-round" />${t("Keep the key on this device")}
    </button>
  `;
}

/** @param {Shared} props */
function Holding({ poll, keys }) {
  const here = isKeyHere(poll, useRoom().viewer.person);
  return html`${here ? html`<${Kept} />` : html`<${Elsewhere} />`}<${KeyCheck} keys=${keys} />`;
}

/** @param {Shared} props */
function Giving({ poll, keys }) {
  const room = useRoom();
  const person = room.viewer.person;
  const left = missingKeys(keys);
  if (keys.holders.some((holder) => holder.person === person && holder.given)) {
    return html`<p class="notice ok" data-test="key-given"><${Icon} name="circle-check" /><span>${t("You have given your key. Still missing: {count}.", { count: left })}</span></p>`;
  }
  if (!isKeyHere(poll, person)) return html`<${Elsewhere} />`;
  const busy = room.pending.some(({ name, args }) => name === "polls.give_key" && args.poll === poll.id);
  return html`
    <p>${t("Voting is over. Give your key, so that the ballots can be opened and counted.")}</p>
    <button type="button" class="button primary large" disabled=${busy} data-test="give-key"
      onClick=${() => room.act("polls.give_key", { poll: poll.id, private_key: keptKey(poll.id, person) })}>
      <${Icon} name="key-round" />${t("Give my key")}
    </button>
  `;
}

const Kept = () =>
  html`<p class="notice ok" data-test="key-kept"><${Icon} name="circle-check" /><span>${t("Your key is on this device and will be asked for when voting is over. Keep the device at hand.")}</span></p>`;

const Elsewhere = () =>
  html`<p class="notice" data-test="key-elsewhere"><${Icon} name="info" /><span>${t("Your key is on another device.")}</span></p>`;

/** @param {HeldKeys} keys */
const together = ({ needed, holders }) =>
  t("{count} people are asked to keep a key. The ballots can be opened only with {needed} of these keys, and by nobody before.", { count: holders.length, needed });

/** @param {HeldKeys} keys */
export const missingKeys = ({ needed, holders }) => Math.max(0, needed - holders.filter(({ given }) => given).length);

/** Read aloud by whoever doubts that the server shows everybody the same keys. @param {{keys: HeldKeys}} props */
export function KeyCheck({ keys }) {
  return html`<p class="quiet-text small-text">${t("Check of the keys, the same on every device:")} <code data-test="key-check">${checkOf(keys)}</code></p>`;
}

/** At the desk: who has a key by now, or has given it. @param {Shared} props */
export function KeyHolders({ poll, keys }) {
  const people = useRecords("participants");
  const isOver = poll.state === "ended";
  return html`
    <div class="key-holders">
      <p class="caption">${isOver ? t("Voting is over. Keys still missing: {count}", { count: missingKeys(keys) }) : t("Keys: {needed} of {count} open the ballots", { needed: keys.needed, count: keys.holders.length })}</p>
      <ul data-test="key-holders">
        ${keys.holders.map(({ person, public_key, given }) => {
          const done = isOver ? given : Boolean(public_key);
          const words = isOver ? (given ? t("key given") : t("key not given yet")) : done ? t("has a key") : t("has no key yet");
          return html`<li key=${person}><${Icon} name=${done ? "circle-check" : "circle-dashed"} />${people.find((one) => one.person === person)?.name ?? person}: ${words}</li>`;
        })}
      </ul>
    </div>
  `;
}
