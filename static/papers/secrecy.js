/** What kind of paper it is, in words: its level, that it is not for everybody, from when on it is. */
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {{ icon: string, words: string }} Mark */

/** @type {Record<string, () => string>} */
const LEVELS = { internal: () => t("Internal"), limited: () => t("Limited") };
const YEAR = "/2000".length;

/**
 * @param {Paper} paper
 * @returns {Mark[]} none for an ordinary paper
 */
export function marksOf({ level, guarded, until }) {
  const marks = [];
  if (level in LEVELS) marks.push({ icon: "shield-check", words: LEVELS[level]() });
  if (guarded && level !== "limited" && !until) marks.push({ icon: "lock", words: t("Not for everybody") });
  if (until) marks.push({ icon: "clock", words: t("Until {time}", { time: `${clockTime(until)} ${date(until).slice(0, -YEAR)}` }) });
  return marks;
}

/** Whether nobody in the meeting is kept from it. @param {import("kernel/types.js").Restriction} said */
export const isForAll = ({ roles, units, people, until }) => !until && !(roles.length + units.length + people.length);

/** @param {{ paper: Paper }} props */
export function PaperMarks({ paper }) {
  const marks = marksOf(paper);
  if (!marks.length) return null;
  return html`
    <span class="paper-marks" data-test="paper-marks">
      ${marks.map(({ icon, words }) => html`<span class="chip warn" key=${words}><${Icon} name=${icon} />${words}</span>`)}
    </span>
  `;
}

/** Over the pages of a guarded paper: what it is, and what is written down of its reader. @param {{ paper: Paper }} props */
export function GuardedNote({ paper }) {
  const room = useRoom();
  if (!paper.guarded) return null;
  const pages = `/meetings/${room.boot.meeting}/papers/${paper.id}`;
  return html`
    <p class="guarded-note" data-test="guarded-note">
      <${PaperMarks} paper=${paper} />
      <span>${t("Your name is on the pages. Which one you open, when and on what device is on record.")}</span>
      ${room.may("papers.restrict") && html`<${Way} to=${`${pages}/readers`} icon="lock" words=${t("Who may read it")} />`}
      ${room.may("papers.read_views") && html`<${Way} to=${`${pages}/views`} icon="eye" words=${t("Who has opened it")} />`}
    </p>
  `;
}

/** To a page of its own, so that the room stays as it is. @param {{ to: string, icon: string, words: string }} props */
function Way({ to, icon, words }) {
  return html`<a class="icon-button" href=${to} target="_blank" rel="noopener" aria-label=${words} title=${words}><${Icon} name=${icon} /></a>`;
}
