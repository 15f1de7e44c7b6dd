/** Who is here: the count of members, the quorum, and everybody by name. */
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Answers } from "attendance/answers.js";
import { CheckedIn } from "attendance/check_in.js";
import { membersPresent, people } from "attendance/count.js";
import { DeskWays, QuorumLine } from "attendance/quorum.js";
import { StandingIn } from "attendance/standing_in.js";
import { roleWord } from "attendance/words.js";

/** @typedef {import("attendance/count.js").Present} Present */

function useEverybody() {
  return people(useRecords("participants"), useRecords("attendance"));
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
    <section class="presence-panel" id="presence-title">
      <${CheckedIn} />
      <${QuorumLine} />
      <details class="fold" open=${open}>
        <summary><${Icon} name="chevron-right" /><${PresenceCount} /></summary>
        <ul class="list">${everybody.map((person) => html`<${Person} key=${person.person} person=${person} />`)}</ul>
      </details>
      <${Answers} />
      <${StandingIn} />
      <${DeskWays} />
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
  return html`<span class="chip ok"><${Icon} name=${person.remote ? "video" : "check"} />${person.remote ? t("From afar") : t("Present")}</span>`;
}

/** @param {{ person: Present }} props */
function Mark({ person }) {
  const room = useRoom();
  const mark = () => room.act("attendance.mark", { person: person.person, present: !person.present });
  return html`
    <button type="button" class="chip ${person.present ? "ok" : ""}" aria-pressed=${person.present}
            aria-label=${t("{name}: present", { name: person.name })} onClick=${mark}>
      ${person.present && html`<${Icon} name=${person.remote ? "video" : "check"} />`}${!person.present ? t("Absent") : person.remote ? t("From afar") : t("Present")}
    </button>
  `;
}
