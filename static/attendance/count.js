// Who counts and who is here. Pure: values in, values out.

/** @typedef {import("kernel/types.js").Participant} Participant */
/** @typedef {import("kernel/types.js").Attendance} Attendance */
/** @typedef {Participant & { present: boolean, remote: boolean, at: number | null }} Present */

const RANK = ["chair", "secretary", "member", "guest", "auditor"];

/**
 * Everybody who can be in the room (a display cannot), in the order of their part in the meeting.
 * @param {Participant[]} participants
 * @param {Attendance[]} attendance
 * @returns {Present[]}
 */
export function people(participants, attendance) {
  const seen = new Map(attendance.map((record) => [record.person, record]));
  return participants
    .filter(({ role }) => RANK.includes(role))
    .map((person) => ({ ...person, ...seenAs(seen.get(person.person)) }))
    .sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role) || a.name.localeCompare(b.name, "vi"));
}

/** @param {Attendance | undefined} record */
const seenAs = (record) => ({ present: record?.present ?? false, remote: record?.remote ?? false, at: record?.at ?? null });

/**
 * Members with a vote: those present and all of them.
 * @param {Present[]} everybody
 */
export function membersPresent(everybody) {
  const members = everybody.filter(({ entitled }) => entitled);
  return { present: members.filter(({ present }) => present).length, total: members.length };
}
