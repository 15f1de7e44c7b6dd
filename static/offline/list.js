/** Without network, and no meeting to open: which ones lie on this tablet. */
import { render } from "preact";
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { dress } from "offline/dressing.js";
import { meetingIn } from "offline/snapshots.js";

/** @typedef {import("kernel/vault.js").Vault} Vault */
/** @typedef {import("kernel/types.js").Meeting} Meeting */

/** @param {Vault | null} vault null: nobody is signed in on this tablet @param {boolean} missed a meeting was looked for, and is not here */
export async function showKept(vault, missed) {
  const rows = (await vault?.rows("meetings")) ?? [];
  const snapshots = (await Promise.all(rows.map(({ name }) => /** @type {Vault} */ (vault).read("meetings", name)))).filter(Boolean);
  if (snapshots.length) dress(snapshots[0]);
  const meetings = snapshots.map(meetingIn).filter((meeting) => meeting !== undefined);
  const place = /** @type {HTMLElement} */ (document.getElementById("room"));
  place.replaceChildren();
  render(html`<${Kept} meetings=${meetings.sort((a, b) => b.starts_at - a.starts_at)} missed=${missed} locked=${!vault} />`, place);
  // Whoever waits before this page need not do anything once the network is back.
  addEventListener("online", () => location.reload());
}

/** @param {{ meetings: Meeting[], missed: boolean, locked: boolean }} props */
function Kept({ meetings, missed, locked }) {
  return html`
    <div class="page kept-list">
      <section class="card stack" data-test="kept-list">
        <h1><${Icon} name="wifi-off" /> ${t("No network")}</h1>
        <p>${missed && !locked ? t("This meeting is not on this tablet.") : ""} ${locked
          ? t("Nothing can be opened here until the network is back and you have signed in.")
          : meetings.length ? t("These meetings are on this tablet and can be read:") : t("Nothing is kept on this tablet.")}</p>
        ${meetings.length > 0 && html`<ul class="list boxed">${meetings.map((meeting) => html`<${Line} key=${meeting.id} meeting=${meeting} />`)}</ul>`}
        <div class="row"><button type="button" class="button" onClick=${() => location.reload()}><${Icon} name="refresh-cw" />${t("Try again")}</button></div>
      </section>
    </div>
  `;
}

/** @param {{ meeting: Meeting }} props */
function Line({ meeting: { id, title, starts_at } }) {
  return html`
    <li class="row apart">
      <span><strong>${title}</strong> <span class="quiet-text numbers">${date(starts_at)} ${clockTime(starts_at)}</span></span>
      <a class="button primary" href=${`/meetings/${id}`}><${Icon} name="book-open" />${t("Open")}</a>
    </li>
  `;
}
