/**
 * What is going on at each seat. Pure: records in, values out. It tells no more than the records do that this reader has: whose ballot
 * has come is the desk's to see, or everybody's in a vote that is held live.
 *
 * @typedef {import("kernel/types.js").Participant} Participant
 * @typedef {"empty" | "absent" | "present" | "remote" | "substitute" | "asks" | "speaking"} State
 * @typedef {{ label: string, x: number, y: number, turn: number, person: string | null, name: string, office: string,
 *             state: State, voted: boolean, instead: string, speaker: string | null }} Place
 *   instead: who stands in, by name; speaker: id of the request that waits or of the speech, by which the chair calls
 * @typedef {{ plan: import("kernel/types.js").Plan, seats: import("kernel/types.js").SeatTaken[], participants: Participant[],
 *             attendance: import("kernel/types.js").Attendance[], representations: import("kernel/types.js").Representation[],
 *             speakers: import("kernel/types.js").Speaker[], polls: import("kernel/types.js").Poll[],
 *             ballots: import("kernel/types.js").Ballot[] }} Situation
 */
import { speaking, waiting } from "floor/queue.js";

export const STATES = /** @type {const} */ (["speaking", "asks", "present", "remote", "substitute", "absent", "empty"]);

/** @param {Situation} situation @returns {Place[]} in the order of the plan */
export function places(situation) {
  const known = look(situation);
  const taken = new Map(situation.seats.map(({ seat, person }) => [seat, person]));
  return situation.plan.seats.map(({ label, x, y, turn }) => ({ label, x, y, turn, ...at(taken.get(label) ?? null, known) }));
}

/** @param {Place[]} all @returns {Map<State, number>} how many seats are in each state, of those states that there are */
export function counts(all) {
  const found = STATES.map((state) => /** @type {const} */ ([state, all.filter((place) => place.state === state).length]));
  return new Map(found.filter(([, count]) => count));
}

/** What a seat has room for: a name's last word, by which people here are called. @param {string} name */
export const shortName = (name) => name.trim().split(/\s+/).at(-1) ?? "";

/** @param {Participant[]} participants @param {Place[]} all @returns {Participant[]} who could sit and has no seat, the highest first */
export function standing(participants, all) {
  const seated = new Set(all.map(({ person }) => person));
  const order = ["chair", "member", "secretary", "guest"];
  return participants
    .filter(({ person, role }) => order.includes(role) && !seated.has(person))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || (a.rank ?? 0) - (b.rank ?? 0) || a.name.localeCompare(b.name, "vi"));
}

/** @param {Situation} situation */
function look({ participants, attendance, representations, speakers, polls, ballots }) {
  const open = new Set(polls.filter(({ state }) => state === "open").map(({ id }) => id));
  const current = speaking(speakers);
  return {
    people: new Map(participants.map((one) => [one.person, one])),
    here: new Map(attendance.filter(({ present }) => present).map((one) => [one.person, one])),
    instead: new Map(representations.map(({ member, by }) => [member, by])),
    current,
    queue: new Map(waiting(speakers).reverse().map((one) => [one.person, one.id])),
    voted: new Set(ballots.filter(({ poll }) => open.has(poll)).map(({ person }) => person)),
  };
}

/** @param {string | null} person @param {ReturnType<typeof look>} known */
function at(person, known) {
  const part = known.people.get(person ?? "");
  const by = known.instead.get(person ?? "") ?? "";
  const substitute = part && !known.here.has(part.person) && known.here.has(by) ? by : "";
  const sits = substitute || part?.person || "";
  const speaks = known.current && sits && known.current.person === sits ? known.current.id : null;
  return {
    person: part?.person ?? null,
    name: part?.name ?? "",
    office: [part?.title, part?.unit].filter(Boolean).join(" · "),
    instead: known.people.get(substitute)?.name ?? "",
    state: /** @type {State} */ (stateOf(part, substitute, sits, Boolean(speaks), known)),
    speaker: speaks ?? known.queue.get(sits) ?? null,
    voted: known.voted.has(part?.person ?? ""),
  };
}

/**
 * @param {Participant | undefined} part
 * @param {string} substitute
 * @param {string} sits
 * @param {boolean} speaks
 * @param {ReturnType<typeof look>} known
 */
function stateOf(part, substitute, sits, speaks, known) {
  if (!part) return "empty";
  if (speaks) return "speaking";
  if (known.queue.has(sits)) return "asks";
  if (substitute) return "substitute";
  if (!known.here.has(part.person)) return "absent";
  return known.here.get(part.person)?.remote ? "remote" : "present";
}
