/**
 * How it stands with the positions on each item. Pure: records in, values out. Times: ms on the server's clock.
 *
 * @typedef {import("kernel/types.js").Item} Item
 * @typedef {import("kernel/types.js").PositionCall} Call
 * @typedef {import("kernel/types.js").Position} Position
 * @typedef {import("kernel/types.js").Consent} Consent
 * @typedef {import("kernel/types.js").Rollup} Rollup
 * @typedef {import("kernel/types.js").Participant} Participant
 * @typedef {import("kernel/types.js").Recusal} Recusal
 * @typedef {{item: Item, asked: boolean, closes_at: number, over: boolean, open: boolean, own: boolean, consent: Consent|undefined,
 *            state: import("kernel/types.js").ConsentState}} Standing
 *   over: its time is up; open: a position may be stated now; own: it has a deadline of its own
 * @typedef {{member: string, standing: Standing}} Duty  a position that one may state: one's own, or a member's for whom one stands in
 */
import { inOrder } from "agenda/tree.js";

/**
 * @param {Item[]} items
 * @param {Call|undefined} call
 * @param {Consent[]} consents
 * @param {number} now
 * @returns {Standing[]} of every item, in the order of the agenda
 */
export function standings(items, call, consents, now) {
  const known = new Map(consents.map((consent) => [consent.item, consent]));
  return inOrder(items).map((item) => {
    const consent = known.get(item.id);
    const asked = Boolean(call) && (consent?.asked ?? true);
    const closes_at = consent?.closes_at ?? call?.closes_at ?? 0;
    const [over, state] = [now >= closes_at, consent?.state ?? "none"];
    const open = asked && !over && state !== "adopted" && item.state !== "closed";
    return { item, asked, closes_at, over, open, own: consent?.closes_at != null, consent, state };
  });
}

/** @param {Standing[]} all @param {...string} states @returns {Standing[]} */
export const inState = (all, ...states) => all.filter(({ state }) => states.includes(state));

/** @param {Participant[]} people @param {{member: string, by: string}[]} helpers @param {string} me @returns {string[]} for whom I speak, myself first */
export function speaksFor(people, helpers, me) {
  const entitled = new Set(people.filter((one) => one.entitled).map(({ person }) => person));
  const helped = helpers.filter(({ by }) => by === me).map(({ member }) => member);
  return [me, ...helped].filter((person) => entitled.has(person));
}

/** @param {Standing[]} all @param {string[]} members @param {Recusal[]} recusals @returns {Duty[]} what these may be asked about, item by item */
export function duties(all, members, recusals) {
  const asked = all.filter((standing) => standing.asked);
  return members.flatMap((member) => asked.filter(({ item }) => !isRecused(item, member, recusals)).map((standing) => ({ member, standing })));
}

/** @param {Duty} duty @returns {string} */
export const keyOf = ({ member, standing }) => `${standing.item.id}/${member}`;

/** @param {Item} item @param {string} member @param {Recusal[]} recusals */
const isRecused = (item, member, recusals) => recusals.some((one) => one.item === item.id && one.person === member);

/** @param {Item} item @param {Participant[]} people @param {Recusal[]} recusals @returns {Participant[]} who is asked about the item */
export const membersOn = (item, people, recusals) => people.filter(({ entitled, person }) => entitled && !isRecused(item, person, recusals));

/** @param {Position[]} positions @param {string} item @returns {Map<string, Position>} by member */
export const saidOn = (positions, item) => new Map(positions.filter((one) => one.item === item).map((one) => [one.member, one]));

/** @param {Standing[]} all @param {Rollup[]} rollups @returns {Standing[]} what may be put on the consent list, or is on it */
export function listable(all, rollups) {
  const agreed = new Set(rollups.filter((rollup) => rollup.agreed).map(({ item }) => item));
  const fits = (/** @type {Standing} */ { item, asked, over, state }) =>
    asked && over && item.state !== "closed" && (state === "none" || state === "dropped") && agreed.has(item.id);
  return all.filter((standing) => standing.state === "listed" || fits(standing));
}

/** @param {Position[]} positions @param {Duty[]} all @returns {Duty[]} those that are open and have no answer yet */
export function unanswered(positions, all) {
  const said = new Set(positions.map(({ item, member }) => `${item}/${member}`));
  return all.filter((duty) => duty.standing.open && !said.has(keyOf(duty)));
}
