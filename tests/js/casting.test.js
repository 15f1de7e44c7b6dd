import assert from "node:assert/strict";
import { test } from "node:test";

import { castOf, casting, dutiesOf, lastClosed, notVoted, openPoll } from "../../static/polls/casting.js";

const open = { id: "budget", state: "open" };
const closed = { id: "budget", state: "published" };
const cast = (state, fields = {}) => ({ id: "a", name: "polls.cast", args: { poll: "budget" }, state, ...fields });

test("nothing was asked: choosing while the poll is open, missed afterwards", () => {
  assert.deepEqual(casting(open, undefined, undefined), { state: "choosing" });
  assert.deepEqual(casting(closed, undefined, undefined), { state: "missed" });
});

test("what is on its way is not recorded, even when the poll has closed meanwhile", () => {
  for (const poll of [open, closed]) {
    assert.deepEqual(casting(poll, undefined, cast("sending")), { state: "sending" });
    assert.deepEqual(casting(poll, undefined, cast("not_sent")), { state: "not_sent" });
  }
});

test("recorded when the server answered, at the server's time", () => {
  assert.deepEqual(casting(open, undefined, cast("recorded", { at: 7 })), { state: "recorded", at: 7 });
});

test("the own record outweighs whatever is pending", () => {
  assert.deepEqual(casting(closed, { at: 5 }, cast("not_sent")), { state: "recorded", at: 5 });
});

test("finds the latest ballot for this poll among what is pending", () => {
  const other = cast("sending", { args: { poll: "other" } });
  const drawing = { name: "ink.draw", args: { id: "budget" } };
  assert.equal(castOf([drawing, other], "budget"), undefined);
  assert.equal(castOf([cast("not_sent", { id: "1" }), cast("sending", { id: "2" }), other], "budget")?.id, "2");
});

test("the first opened poll is voted on, the last closed one is shown", () => {
  const polls = [
    { id: "c", state: "open", opened_at: 9 },
    { id: "b", state: "open", opened_at: 8 },
    { id: "a", state: "published", closed_at: 3 },
    { id: "z", state: "published", closed_at: 4 },
    { id: "x", state: "cancelled", closed_at: 99 },
  ];
  assert.equal(openPoll(polls)?.id, "b");
  assert.equal(lastClosed(polls)?.id, "z");
  assert.equal(openPoll([]), null);
  assert.equal(lastClosed([]), null);
});

test("who has not voted: a voter of this poll without a ballot in this poll", () => {
  const ballots = [
    { poll: "budget", person: "an" },
    { poll: "other", person: "binh" },
  ];
  assert.deepEqual(notVoted({ id: "budget", voters: ["an", "binh"] }, ballots), ["binh"]);
  assert.deepEqual(notVoted({ id: "budget" }, ballots), [], "only the desk is told");
});

test("a ballot that may be changed shows the change until it is recorded, too", () => {
  const changeable = { ...open, ways: { changeable: true } };
  assert.deepEqual(casting(changeable, { at: 5 }, cast("not_sent")), { state: "not_sent" });
  assert.deepEqual(casting(changeable, { at: 5 }, cast("recorded", { at: 5 })), { state: "recorded", at: 5 });
});

test("one casts one's own ballot and those of members who are away", () => {
  const poll = (id, fields = {}) => ({ id, state: "open", opened_at: 1, at: 1, held: {}, left_out: [], ...fields });
  const duties = (polls, who, entitled = true) => dutiesOf(polls, who, entitled).map(({ poll, member }) => `${poll.id}/${member}`);
  assert.deepEqual(duties([poll("b", { at: 2 }), poll("a"), poll("c", { state: "closed" })], "an"), ["a/an", "b/an"]);
  assert.deepEqual(duties([poll("a", { held: { binh: "an" } })], "an"), ["a/an", "a/binh"]);
  assert.deepEqual(duties([poll("a", { held: { binh: "an" } })], "binh"), [], "somebody else casts it");
  assert.deepEqual(duties([poll("a", { held: { binh: "an" } })], "an", false), ["a/binh"], "a substitute has no vote of the own");
  assert.deepEqual(duties([poll("a", { left_out: ["an"] })], "an"), []);
  assert.deepEqual(duties([poll("a", { analog: true })], "an"), [], "hands are counted in the room");
});

test("the own ballot and a member's are told apart", () => {
  const forBinh = cast("sending", { args: { poll: "budget", member: "binh" } });
  assert.equal(castOf([forBinh], "budget"), undefined);
  assert.equal(castOf([forBinh], "budget", "binh"), forBinh);
});
