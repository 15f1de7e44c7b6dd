/** What is on now and next, against the clock. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, countdown } from "kernel/time.js";
import { nextItem, openItem } from "agenda/tree.js";
import { forecast, itemClock } from "live/plan.js";

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
      <${Forecast} meeting=${meeting} items=${items} />
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

/** @param {{ meeting: import("kernel/types.js").Meeting, items: Item[] }} props */
function Forecast({ meeting, items }) {
  const plan = forecast(meeting, items, useTick(10_000));
  if (!plan) return null;
  const { expected, planned, late_minutes: late } = plan;
  const words = late > 0 ? t("{n} min behind the plan", { n: late }) : late < 0 ? t("{n} min ahead of the plan", { n: -late }) : t("On time");
  return html`
    <div class="forecast">
      <span class="chip ${late > 0 ? "warn" : "ok"}"><${Icon} name=${late > 0 ? "triangle-alert" : "check"} />${words}</span>
      <span class="quiet-text small-text numbers">${t("Ends at about {expected}; planned {planned}", { expected: clockTime(expected), planned: clockTime(planned) })}</span>
    </div>
  `;
}
