/** How tasks stand, in words and signs. */
import { t } from "i18n";
import { date } from "kernel/time.js";

/** @typedef {import("kernel/types.js").Task} Task */
/** @typedef {{ state: Task["state"], deadline_at: number | null }} Standing */

/** Whether the deadline is over and nobody said that it is done. @param {Standing} task @param {number} now */
export const isOverdue = ({ state, deadline_at }, now) => (state === "given" || state === "under_way") && deadline_at !== null && deadline_at <= now;

/** @param {Standing} task @param {number} now @returns {{ words: string, icon: string, tone: string }} */
export function standing(task, now) {
  if (isOverdue(task, now)) return { words: t("Overdue"), icon: "triangle-alert", tone: "danger" };
  const known = {
    given: { words: t("Given"), icon: "circle-dashed", tone: "" },
    under_way: { words: t("Under way"), icon: "play", tone: "accent" },
    reported: { words: t("Reported done"), icon: "hand", tone: "warn" },
    closed: { words: t("Completed"), icon: "circle-check", tone: "ok" },
    dropped: { words: t("Dropped"), icon: "ban", tone: "" },
  };
  return known[task.state];
}

/** @param {number | null} deadline_at */
export const dueWords = (deadline_at) => (deadline_at === null ? t("Without a deadline") : t("Until {day}", { day: date(deadline_at) }));

/** The end of a day as a field has it ("2026-11-26"), ms; null for none. @param {string} day */
export const endOfDay = (day) => (day ? Date.parse(`${day}T23:59:00+07:00`) : null);
