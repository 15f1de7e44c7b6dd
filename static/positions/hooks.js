import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { duties, speaksFor, standings } from "positions/standing.js";
import { ICONS, saidWord, STATE_ICONS, STATE_TONES, stateWord } from "positions/words.js";

/** @typedef {import("positions/standing.js").Standing} Standing */
/** @typedef {import("positions/standing.js").Duty} Duty */

// How soon a screen on which nothing happens sees that a deadline is over; the server knows at once.
const TICK_MS = 5_000;

/** @returns {Standing[]} of every item, in the order of the agenda */
export function useStandings() {
  const now = useTick(TICK_MS);
  return standings(useRecords("items"), useRecord("position_calls/now"), useRecords("consents"), now);
}

/** What this person may be asked about: for themselves, and for whom they stand in. @param {Standing[]} all @returns {Duty[]} */
export function useDuties(all) {
  const members = useSpeaksFor();
  return duties(all, members, useRecords("recusals"));
}

/** @returns {string[]} for whom this person speaks, themselves first */
export function useSpeaksFor() {
  const room = useRoom();
  const [people, helpers] = [useRecords("participants"), useRecords("representations")];
  return room.may("positions.state") ? speaksFor(people, helpers, room.viewer.person) : [];
}

/** Whether the meeting still takes what is said, and it is known what was said: a tablet without network keeps none of it. */
export function useIsRunning() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const known = !room.boot.kept || room.connection.state === "online";
  return { running: known && meeting?.state !== "ended", live: meeting?.state === "live" };
}

/** @returns {(person: string) => string} */
export function useNames() {
  const names = new Map(useRecords("participants").map(({ person, name }) => [person, name]));
  return (person) => names.get(person) ?? person;
}

/** @param {{ said: import("kernel/types.js").Said|"missing" }} props */
export function SaidSign({ said }) {
  return html`<span class="said ${said}"><${Icon} name=${ICONS[said]} />${saidWord(said)}</span>`;
}

/** What has become of the item, to be seen by everybody. @param {{ standing: Standing }} props */
export function StateChip({ standing: { state } }) {
  if (state === "none") return null;
  return html`<span class="chip ${STATE_TONES[state]}" data-test=${`consent-${state}`}><${Icon} name=${STATE_ICONS[state]} />${stateWord(state)}</span>`;
}
