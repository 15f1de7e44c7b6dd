// Who counts and who is here. Pure: values in, values out.

/** @typedef {import("kernel/types.js").Participant} Participant */
/** @typedef {import("kernel/types.js").Attendance} Attendance */
/** @typedef {Participant & { present: boolean, at: number | null }} Present */

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
    .map((person) => ({ ...person, present: seen.get(person.person)?.present ?? false, at: seen.get(person.person)?.at ?? null }))
    .sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role) || a.name.localeCompare(b.name, "vi"));
}

/**
 * Members with a vote: those present and all of them.
 * @param {Present[]} everybody
 */
export function membersPresent(everybody) {
  const members = everybody.filter(({ entitled }) => entitled);
  return { present: members.filter(({ present }) => present).length, total: members.length };
}
