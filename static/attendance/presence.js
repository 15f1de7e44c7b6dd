/** Who is here: my own check-in, the count of members, and everybody by name. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { membersPresent, people } from "attendance/count.js";
import { StandingIn } from "attendance/standing_in.js";
import { roleWord } from "attendance/words.js";

/** @typedef {import("attendance/count.js").Present} Present */

function useEverybody() {
  return people(useRecords("participants"), useRecords("attendance"));
}

/** The button to check in; gone once that is recorded. */
export function CheckIn() {
  const room = useRoom();
  const present = useRecord(`attendance/${room.viewer.person}`)?.present;
  const ended = useRecord(`meetings/${room.boot.meeting}`)?.state === "ended";
  if (present || ended || !room.may("attendance.check_in")) return null;
  const asked = room.pending.find(({ name }) => name === "attendance.check_in");
  if (asked) return html`<p class="check-in" role="status"><${Icon} name="clock" />${sendingWords(asked.state)}</p>`;
  return html`
    <button type="button" class="button primary large wide" data-test="check-in" onClick=${() => room.act("attendance.check_in")}>
      <${Icon} name="user-check" />${t("Check in")}
    </button>
  `;
}

/** @param {string} state */
const sendingWords = (state) => (state === "not_sent" ? t("Not checked in yet: no connection") : t("Checking in…"));

/** That I am here, since when, and the way out. */
function CheckedIn() {
  const room = useRoom();
  const mine = useRecord(`attendance/${room.viewer.person}`);
  if (!mine?.present) return null;
  const leaving = room.pending.some(({ name }) => name === "attendance.leave");
  return html`
    <div class="checked-in" role="status">
      <span><${Icon} name="circle-check" />${t("Here since {time}", { time: clockTime(mine.at) })}</span>
      <button type="button" class="button quiet" disabled=${leaving} onClick=${() => room.act("attendance.leave")}>${t("Leave")}</button>
    </div>
  `;
}

/** How many of the members with a vote are here. */
export function PresenceCount() {
  const { present, total } = membersPresent(useEverybody());
  return html`
    <span class="presence-count numbers" data-test="presence-count">
      <${Icon} name="users" />${t("{n} of {total} members present", { n: present, total })}
    </span>
  `;
}

/** @param {{ open?: boolean }} props open: unfolded from the start */
export function PresencePanel({ open = false }) {
  const everybody = useEverybody();
  return html`
    <section class="presence-panel">
      <${CheckedIn} />
      <details class="fold" open=${open}>
        <summary><${Icon} name="chevron-right" /><${PresenceCount} /></summary>
        <ul class="list">${everybody.map((person) => html`<${Person} key=${person.person} person=${person} />`)}</ul>
      </details>
      <${StandingIn} />
    </section>
  `;
}

/** @param {{ person: Present }} props */
function Person({ person }) {
  const room = useRoom();
  const online = room.online.has(person.person);
  return html`
    <li class="person ${person.present ? "present" : "absent"}">
      <span class="dot ${online ? "online" : ""}"><span class="visually-hidden">${online ? t("Connected") : t("Not connected")}</span></span>
      <span class="who">
        <strong>${person.name}</strong>
        <span class="office">${[person.title || roleWord(person.role), person.unit].filter(Boolean).join(" · ")}</span>
      </span>
      ${room.may("attendance.mark") ? html`<${Mark} person=${person} />` : html`<${Presence} person=${person} />`}
    </li>
  `;
}

/** @param {{ person: Present }} props */
function Presence({ person }) {
  if (!person.present) return html`<span class="chip">${t("Absent")}</span>`;
  return html`<span class="chip ok"><${Icon} name="check" />${t("Present")}</span>`;
}

/** @param {{ person: Present }} props */
function Mark({ person }) {
  const room = useRoom();
  const mark = () => room.act("attendance.mark", { person: person.person, present: !person.present });
  return html`
    <button type="button" class="chip ${person.present ? "ok" : ""}" aria-pressed=${person.present}
            aria-label=${t("{name}: present", { name: person.name })} onClick=${mark}>
      ${person.present && html`<${Icon} name="check" />`}${person.present ? t("Present") : t("Absent")}
    </button>
  `;
}
