import assert from "node:assert/strict";
import test from "node:test";
import { keyFrom, seal, unseal, utf8 } from "kernel/sealing.js";
import { instead, meant } from "offline/addresses.js";
import { forTheShelf } from "offline/leaving_out.js";
import { json, readFrom } from "offline/reading.js";
import { weight } from "offline/words.js";

const SECRET = Buffer.alloc(32, 7).toString("base64url");
const words = (bytes) => new TextDecoder().decode(bytes);

// --- sealing ---

test("what is sealed opens with the same secret on the same tablet", async () => {
  const sealed = await seal(await keyFrom(SECRET, "tablet"), "name", utf8("Tờ trình"));
  assert.equal(words(await unseal(await keyFrom(SECRET, "tablet"), "name", sealed)), "Tờ trình");
});

test("it opens with no other secret, on no other tablet, under no other name, and not with a byte changed", async () => {
  const key = await keyFrom(SECRET, "tablet");
  const sealed = await seal(key, "name", utf8("x"));
  const spoilt = { ...sealed, bytes: new Uint8Array(sealed.bytes).map((byte, at) => (at ? byte : byte ^ 1)).buffer };
  const other = Buffer.alloc(32, 8).toString("base64url");
  await assert.rejects(unseal(await keyFrom(other, "tablet"), "name", sealed));
  await assert.rejects(unseal(await keyFrom(SECRET, "other"), "name", sealed));
  await assert.rejects(unseal(key, "other", sealed));
  await assert.rejects(unseal(key, "name", spoilt));
});

test("the same content never looks the same, and no script can read the key out", async () => {
  const key = await keyFrom(SECRET, "tablet");
  const [one, two] = await Promise.all([seal(key, "name", utf8("x")), seal(key, "name", utf8("x"))]);
  assert.notDeepEqual(new Uint8Array(one.bytes), new Uint8Array(two.bytes));
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

// --- addresses ---

test("every part of a paper that is kept has an address, and nothing else has", () => {
  assert.deepEqual(meant("/papers/abc/pages/3?w=1200&v=x"), { sha: "abc", part: "3/1200" });
  assert.deepEqual(meant("/papers/abc/pages/3/words"), { sha: "abc", part: "3/words" });
  assert.deepEqual(meant("/papers/abc/structure"), { sha: "abc", part: "structure" });
  for (const url of ["/papers/abc/pages/3", "/papers/abc/pages/3/tiles/4000/0/0?v=x", "/api/v1/me"]) assert.equal(meant(url), null);
});

test("in place of a picture a larger one does, then a smaller; of words there is one", () => {
  assert.deepEqual(instead("3/1200", [400, 1200, 2000]), ["3/1200", "3/2000", "3/400"]);
  assert.deepEqual(instead("3/words", [400, 1200, 2000]), ["3/words"]);
});

test("a size is said as the server says it", () => {
  assert.deepEqual([weight(10), weight(310 * 1024), weight(2.4 * 1024 * 1024)], ["1 KB", "310 KB", "2.4 MB"]);
});

// --- what may lie on a tablet ---

const MEETING = {
  "meetings/m": { id: "m" },
  "papers/open": { id: "open", state: "ready", guarded: false },
  "papers/secret": { id: "secret", state: "ready", guarded: true },
  "strokes/1": { id: "1", paper: "open" },
  "strokes/2": { id: "2", paper: "secret" },
  "comments/3": { id: "3", mark: "2" },
  "comments/4": { id: "4", mark: "1" },
  "restrictions/secret": { paper: "secret" },
  "presenting/now": { paper: "secret", page: 1 },
  "ballots/p:me": { poll: "p", choice: "yes" },
  "polls/p": { id: "p", state: "published" },
  "polls/c": { id: "c", state: "closed" },
  "line/l": { id: "l", text: "between chair and secretary" },
  "replies/r": { person: "r", answers: [] },
  "broadcast/now": { id: "b", text: "Ten minutes break" },
  "polls/q": { id: "q", state: "open" },
  "speakers/s": { id: "s", state: "speaking" },
  "speakers/w": { id: "w", state: "waiting" },
};
const left = (stays) =>
  Object.keys(forTheShelf({ "meeting:m": { seq: 9, records: MEETING }, "notebook:m:me": { seq: 3, records: { "strokes/5": { paper: "secret" } } } }, stays)["meeting:m"].records);

test("a guarded paper is left out with all that hangs on it, and so are votes and what is going on just now", () => {
  assert.deepEqual(left(), ["meetings/m", "papers/open", "strokes/1", "comments/4", "polls/p", "speakers/w"]);
});

test("it is left out of every stream, and how far each was known stays", () => {
  const { "notebook:m:me": book } = forTheShelf({
    "meeting:m": { seq: 9, records: MEETING },
    "notebook:m:me": { seq: 3, records: { "strokes/5": { paper: "secret" }, "strokes/6": { paper: "open" } } },
  });
  assert.deepEqual(book, { seq: 3, records: { "strokes/6": { paper: "open" } } });
});

test("what may not be kept any more goes with what hangs on it", () => {
  assert.deepEqual(left(() => false), ["meetings/m", "polls/p", "speakers/w"]);
});

// --- reading ---

test("who is connected asks the server, who is not asks the shelf, and each the other one if need be", async (context) => {
  const asked = [];
  const answers = { server: true, shelf: true };
  const fetched = async () => (asked.push("server"), answers.server ? Response.json("server") : Promise.reject(new Error("away")));
  context.mock.method(globalThis, "fetch", fetched);
  const shelf = { away: false, find: async () => (asked.push("shelf"), answers.shelf ? new Blob(['"shelf"']) : null) };
  assert.equal(await json("/papers/a/structure"), "server");
  readFrom(shelf);
  assert.equal(await json("/papers/a/structure"), "server");
  answers.server = false;
  assert.equal(await json("/papers/a/structure"), "shelf");
  shelf.away = true;
  asked.length = 0;
  assert.deepEqual([await json("/papers/a/structure"), asked], ["shelf", ["shelf"]]);
  Object.assign(answers, { server: true, shelf: false });
  assert.equal(await json("/papers/a/structure"), "server");
  answers.server = false;
  await assert.rejects(json("/papers/a/structure"), /away/);
});
