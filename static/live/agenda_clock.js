/** The plan against the clock: when the meeting will end, what each item was to take and took, and what could be cut. */
import { t } from "i18n";
import { html, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, countdown } from "kernel/time.js";
import { useHall } from "floor/hall.js";
import { askedMs } from "floor/times.js";
import { cuts, forecast, timetable } from "live/plan.js";

/** @typedef {import("kernel/types.js").Meeting} Meeting */
/** @typedef {ReturnType<typeof cuts>[number]} Cut */

const MINUTE_MS = 60_000;

/** @param {Meeting} meeting */
function useForecast(meeting) {
  const hall = useHall();
  const now = useTick(10_000);
  const floor_ms = askedMs(hall.floor, hall.speakers, hall.due, now);
  return { hall, now, floor_ms, plan: forecast(meeting, hall.items, now, floor_ms) };
}

/** How far the meeting is behind its plan; nothing where nothing was planned. @param {{ meeting: Meeting, short?: boolean }} props */
export function LateChip({ meeting, short = false }) {
  const { plan } = useForecast(meeting);
  if (!plan) return null;
  const late = plan.late_minutes;
  const words = late > 0 ? t("{n} min behind the plan", { n: late }) : late < 0 ? t("{n} min ahead of the plan", { n: -late }) : t("On time");
  const tone = late > 0 ? "warn" : "ok";
  const sign = html`<${Icon} name=${late > 0 ? "triangle-alert" : "check"} />`;
  if (!short) return html`<span class="chip ${tone}">${sign}${words}</span>`;
  const figure = late === 0 ? "" : `${late > 0 ? "+" : "−"}${Math.abs(late)}'`;
  return html`<span class="chip numbers ${tone}" title=${words}>${sign}<span aria-hidden="true">${figure}</span><span class="visually-hidden">${words}</span></span>`;
}

/** @param {{ meeting: Meeting }} props */
export function AgendaClock({ meeting }) {
  const { hall, now, floor_ms, plan } = useForecast(meeting);
  if (!plan) return null;
  const { expected, planned } = plan;
  return html`
    <div class="forecast" data-test="forecast">
      <${LateChip} meeting=${meeting} />
      <span class="quiet-text small-text numbers">${t("Ends at about {expected}; planned {planned}", { expected: clockTime(expected), planned: clockTime(planned) })}</span>
    </div>
    <details class="fold plan" data-test="plan">
      <summary><${Icon} name="chevron-right" />${t("The plan and the clock")}</summary>
      <${Cuts} hall=${hall} late_ms=${expected - planned} floor_ms=${floor_ms} now=${now} />
      <${Timetable} rows=${timetable(meeting, hall.items, now, floor_ms)} />
    </details>
  `;
}

/** @param {{ hall: ReturnType<typeof useHall>, late_ms: number, floor_ms: number, now: number }} props */
function Cuts({ hall, late_ms, floor_ms }) {
  const room = useRoom();
  const found = cuts(hall.items, late_ms);
  const { due } = hall;
  const mayClose = late_ms >= MINUTE_MS && due.queue.open && due.waiting.length > 0 && room.may("floor.run");
  if (!found.length && !mayClose) return null;
  return html`
    <div class="stack tight">
      <h3>${t("To end as planned")}</h3>
      <ul class="cuts">
        ${mayClose &&
        html`
          <li>
            <span>${t("Take no more requests: {n} wait, for about {minutes} min", { n: due.waiting.length, minutes: Math.ceil(floor_ms / MINUTE_MS) })}</span>
            <button type="button" class="button" onClick=${() => room.act("floor.close", { queue: due.id })}><${Icon} name="lock" />${t("Close the queue")}</button>
          </li>
        `}
        ${found.map((cut) => html`<li key=${cut.kind} data-test=${`cut-${cut.kind}`}>${cutWords(cut)}</li>`)}
      </ul>
    </div>
  `;
}

/** @param {Cut} cut */
function cutWords({ kind, items, saved_ms }) {
  const saved = Math.round(saved_ms / MINUTE_MS);
  const list = items.map(({ item, minutes }) => (kind === "defer" ? item.number : t("{number} to {n} min", { number: item.number, n: minutes }))).join(", ");
  if (kind === "defer") return t("Put off item {list}: {n} min", { list, n: saved });
  return t("Shorten what is still to come: {list} ({n} min in all)", { list, n: saved });
}

/** @param {{ rows: ReturnType<typeof timetable> }} props */
function Timetable({ rows }) {
  return html`<ol class="timetable">${rows.map((row) => html`<${Row} key=${row.item.id} row=${row} />`)}</ol>`;
}

/** @param {{ row: ReturnType<typeof timetable>[number] }} props */
function Row({ row: { item, planned, planned_ms, spent_ms, begins } }) {
  const over = planned_ms > 0 && spent_ms > planned_ms;
  return html`
    <li class=${item.state}>
      <span class="title">${item.number}. ${item.title}</span>
      <span class="quiet-text">${t("Plan: {time}, {n} min", { time: clockTime(planned), n: planned_ms / MINUTE_MS })}</span>
      ${item.state === "pending"
        ? html`<span>${t("Expected: {time}", { time: clockTime(begins ?? planned) })}</span>`
        : html`<span class=${over ? "over" : ""}>${t("Began: {time}, took {spent}", { time: clockTime(begins ?? planned), spent: countdown(spent_ms) })}</span>`}
    </li>
  `;
}
