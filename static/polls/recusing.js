/** Conflicts of interest in the open item: declared by members themselves, seen by everybody. */
import { Icon } from "kernel/icon.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { openItem } from "agenda/tree.js";

export function Recusing() {
  const room = useRoom();
  const item = openItem(useRecords("items"));
  const recusals = useRecords("recusals").filter((one) => one.item === item?.id);
  const people = useRecords("participants");
  const me = people.find(({ person }) => person === room.viewer.person);
  if (!item) return null;
  const mine = recusals.some(({ person }) => person === me?.person);
  const names = recusals.map(({ person }) => people.find((one) => one.person === person)?.name ?? person);
  const mayDeclare = me?.entitled && room.may("polls.recuse");
  if (!mayDeclare && !names.length) return null;
  return html`
    <details class="fold recusing" data-test="recusing" open=${names.length > 0}>
      <summary><${Icon} name="chevron-right" />${t("Conflict of interest")}</summary>
      <div class="stack">
        ${names.length > 0 && html`<p>${t("Not voting on this item: {names}", { names: names.join(", ") })}</p>`}
        ${mayDeclare &&
        html`
          <button type="button" class="button" data-test="recuse" onClick=${() => room.act(mine ? "polls.end_recusal" : "polls.recuse", { item: item.id })}>
            ${mine ? t("I take part in the votes again") : t("I have a conflict of interest and do not vote on this item")}
          </button>
        `}
      </div>
    </details>
  `;
}
