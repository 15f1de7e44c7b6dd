/** Member by member: who has answered how much, and who has yet to be reminded. */
import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { membersOn, saidOn } from "positions/standing.js";

/** @typedef {import("positions/standing.js").Standing} Standing */

/** @param {{ asked: Standing[] }} props */
export function ByMember({ asked }) {
  const [people, recusals, positions] = [useRecords("participants"), useRecords("recusals"), useRecords("positions")];
  const members = people.filter(({ entitled }) => entitled);
  const lines = members.map(({ person, name }) => {
    const items = asked.filter(({ item }) => membersOn(item, people, recusals).some((one) => one.person === person));
    const missing = items.filter(({ item }) => !saidOn(positions, item.id).has(person));
    return { person, name, total: items.length, missing: missing.map(({ item }) => item.number) };
  });
  const late = lines.filter(({ missing }) => missing.length > 0);
  return html`
    <details class="fold" data-test="by-member">
      <summary><${Icon} name="chevron-right" />${t("By member: {count} have not answered everything", { count: late.length })}</summary>
      <ul class="list">
        ${lines.map(({ person, name, total, missing }) => html`
          <li key=${person} class="stack tight">
            <div class="row apart"><strong>${name}</strong><span class="numbers">${t("{n} of {total} answered", { n: total - missing.length, total })}</span></div>
            ${missing.length > 0 && html`<span class="quiet-text small-text">${t("Not answered: items {numbers}", { numbers: missing.join(", ") })}</span>`}
          </li>
        `)}
      </ul>
    </details>
  `;
}
