/** What is on now and next, against the clock. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { countdown } from "kernel/time.js";
import { nextItem, openItem } from "agenda/tree.js";
import { AgendaClock } from "live/agenda_clock.js";
import { itemClock } from "live/plan.js";

/** @typedef {import("kernel/types.js").Item} Item */

export function NowCard() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const items = useRecords("items");
  const open = openItem(items);
  const next = nextItem(items);
  if (!meeting) return null;
  return html`
    <section class="now-card card ${open ? "live" : ""}" aria-labelledby="now-title" data-test="now">
      <div class="stack tight">
        <p class="quiet-text small-text" id="now-title">${t("Now")}</p>
        <h2>${open ? `${open.number}. ${open.title}` : t("No item is open")}</h2>
        ${open?.presenter && html`<p class="quiet-text">${open.presenter}</p>`}
      </div>
      ${open && html`<${ItemClock} item=${open} />`}
      ${next && meeting.state !== "ended" && html`<p class="next"><span class="quiet-text">${t("Next")}</span> ${next.number}. ${next.title}</p>`}
      <${AgendaClock} meeting=${meeting} />
    </section>
  `;
}

/** @param {{ item: Item }} props */
function ItemClock({ item }) {
  const { elapsed, left } = itemClock(item, useTick(1000));
  const over = left !== null && left < 0;
  return html`
    <p class="item-clock ${over ? "over" : ""}">
      <${Icon} name=${over ? "circle-alert" : "clock"} />
      <strong class="numbers">${countdown(elapsed)}</strong>
      ${left !== null && html`<span>${over ? t("{time} over the plan", { time: countdown(-left) }) : t("of {n} min", { n: item.minutes ?? 0 })}</span>`}
    </p>
  `;
}
