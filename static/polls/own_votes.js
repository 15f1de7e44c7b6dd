/** On the page of one's own votes: what only this device knows. Trackers it keeps, and ballots that nobody has confirmed. */
import { openDrawer } from "kernel/drawer.js";
import { heldVault } from "kernel/vault.js";
import { keptTracker } from "polls/tracker.js";

const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-my-votes]"));
const person = page?.dataset.myVotes ?? "";
const votes = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-vote]"))];

for (const vote of votes) showTracker(vote);
const meetings = new Set(votes.map(({ dataset }) => dataset.meeting ?? ""));
const vault = heldVault(person).catch(() => null);
for (const meeting of meetings) for (const action of await openDrawer(meeting, vault).all()) showWaiting(meeting, action);

/** @param {HTMLElement} vote */
function showTracker(vote) {
  const place = vote.querySelector("[data-own-tracker]");
  const tracker = place && keptTracker(vote.dataset.vote ?? "", vote.dataset.member ?? "");
  if (!place || !tracker) return;
  place.querySelector("code")?.append(tracker);
  place.removeAttribute("hidden");
}

/** A ballot in the drawer has no answer yet. @param {string} meeting @param {import("kernel/types.js").Action} action */
function showWaiting(meeting, { name, args, error }) {
  if (name !== "polls.cast" || error) return;
  const vote = votes.find(({ dataset }) => dataset.meeting === meeting && dataset.vote === args.poll && dataset.member === (args.member ?? person));
  vote?.querySelector("[data-waiting]")?.removeAttribute("hidden");
  vote?.querySelector("[data-none]")?.setAttribute("hidden", "");
}
