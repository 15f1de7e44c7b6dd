// What the room display shows. Pure: the open vote first, else whatever happened last.

import { openItem } from "agenda/tree.js";
import { speaking } from "floor/queue.js";
import { lastClosed, openPoll } from "polls/casting.js";

/** @typedef {import("kernel/types.js").Meeting} Meeting */
/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("kernel/types.js").Poll} Poll */
/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {import("kernel/types.js").Presenting} Presenting */
/** @typedef {import("kernel/types.js").Consent} Consent */
/** @typedef {{ meeting: Meeting | undefined, items: Item[], speakers: Speaker[], polls: Poll[], papers: Paper[],
 *              presenting: Presenting | undefined, consents?: Consent[], seating?: import("kernel/types.js").Seating }} Situation */
/** @typedef {import("kernel/types.js").DisplayPin} Pin */
/** @typedef {{ name: "agenda" } | { name: "message", text: string } | { name: "countdown", text: string, until: number }} Told */
/** @typedef {Told | { name: "idle" } | { name: "withheld" } | { name: "consents" } | { name: "seats" } | { name: "poll", poll: Poll } | { name: "page", paper: Paper, page: number }
 *          | { name: "speaker", speaker: Speaker } | { name: "item", item: Item }} Scene */

/**
 * @param {Situation} situation
 * @returns {Scene}
 */
export function scene(situation) {
  if (situation.meeting?.state !== "live") return { name: situation.seating?.shown_at && situation.meeting?.state === "planned" ? "seats" : "idle" };
  const open = openPoll(situation.polls);
  if (open) return { name: "poll", poll: open };
  const [latest] = candidates(situation).sort((a, b) => b.since - a.since);
  return latest?.scene ?? { name: "idle" };
}

/**
 * What one display shows: what it is pinned to, or else the scene. A view that has nothing to show yet is idle.
 * @param {Pin | undefined} pin @param {Situation} situation @returns {Scene}
 */
export function shownOn(pin, situation) {
  return pin ? pinned(pin, situation) : scene(situation);
}

/** @param {Pin} pin @param {Situation} situation @returns {Scene} */
function pinned({ view, text, until, ...pin }, situation) {
  const { polls, speakers, seating } = situation;
  const poll = openPoll(polls) ?? lastClosed(polls);
  const speaker = speaking(speakers);
  switch (view) {
    case "agenda":
      return { name: "agenda" };
    case "message":
      return { name: "message", text };
    case "countdown":
      return { name: "countdown", text, until: until ?? 0 };
    case "page":
      return pinnedPage(pin, situation);
    case "poll":
      return poll ? { name: "poll", poll } : { name: "idle" };
    case "speaker":
      return speaker ? { name: "speaker", speaker } : { name: "idle" };
    case "seats":
      return seating ? { name: "seats" } : { name: "idle" };
    default:
      return { name: "idle" };
  }
}

/** @param {Pick<Pin, "paper" | "page" | "withheld">} pin @param {Situation} situation @returns {Scene} */
function pinnedPage({ paper, page, withheld }, { papers, presenting }) {
  const follows = paper === null && !withheld;
  const wanted = follows ? presenting?.paper : paper;
  const found = papers.find(({ id, state }) => id === wanted && state === "ready");
  if (found) return { name: "page", paper: found, page: (follows ? presenting?.page : page) ?? 1 };
  return withheld || (follows && presenting && !presenting.paper) ? { name: "withheld" } : { name: "idle" };
}

/**
 * @param {Situation} situation
 * @returns {{ since: number, scene: Scene }[]}
 */
function candidates({ meeting, items, speakers, polls, papers, presenting, seating, consents = [] }) {
  /** @type {{ since: number, scene: Scene }[]} */
  const found = [];
  const item = openItem(items);
  if (item) found.push({ since: item.opened_at ?? 0, scene: { name: "item", item } });
  const poll = lastClosed(polls);
  if (poll && (!item || poll.item === null || poll.item === item.id)) found.push({ since: poll.closed_at ?? 0, scene: { name: "poll", poll } });
  const since = Math.max(...consents.filter(({ state }) => state === "listed" || state === "adopted").map(({ at }) => at));
  // A list that was confirmed before the meeting is the first that the room sees of it.
  if (since > 0) found.push({ since: Math.max(since, meeting?.started_at ?? 0), scene: { name: "consents" } });
  const paper = papers.find(({ id, state }) => id === presenting?.paper && state === "ready");
  if (presenting && paper) found.push({ since: presenting.at, scene: { name: "page", paper, page: presenting.page ?? 1 } });
  if (presenting && !presenting.paper) found.push({ since: presenting.at, scene: { name: "withheld" } });
  if (seating?.shown_at) found.push({ since: seating.shown_at, scene: { name: "seats" } });
  const speaker = speaking(speakers);
  if (speaker && !paper) found.push({ since: speaker.started_at ?? 0, scene: { name: "speaker", speaker } });
  return found;
}
