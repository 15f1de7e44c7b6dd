// The meeting as it was last seen: agenda, papers, marks. Written down, sealed, when the tablet is at rest, and at once
// when the network goes.

import { appearance } from "live/appearance.js";
import { atRest } from "offline/install.js";
import { askedOf, forTheShelf } from "offline/leaving_out.js";

/** @typedef {import("kernel/types.js").Boot} Boot */
/** @typedef {import("kernel/types.js").Kept} Kept */
/** @typedef {import("kernel/vault.js").Vault} Vault */
/** @typedef {{ boot: Boot, kept: Kept, look: { text: string, theme: string } }} Snapshot */

const EVERY_MS = 60_000;

/**
 * Keeps it up to date as long as the room is open.
 * @param {import("kernel/room.js").Room} room @param {Vault} vault @param {() => number} until when it has to go, ms
 */
export function keepSnapshots(room, vault, until) {
  let stale = true;
  let at = room.serverNow();
  let { state } = room.connection;
  const write = async () => {
    if (!stale || !room.ready || !until()) return;
    stale = false;
    await writeSnapshot(vault, snapshotOf(room, at), until());
  };
  room.store.subscribe(() => (stale = true));
  room.subscribe(() => {
    const before = state;
    state = room.connection.state;
    if (state === "online") at = room.serverNow();
    else if (before === "online" && state !== "refused") void write();
  });
  document.addEventListener("visibilitychange", () => document.hidden && void write());
  setInterval(() => {
    if (room.connection.state !== "online") return;
    at = room.serverNow();
    void atRest().then(write);
  }, EVERY_MS);
  return write;
}

/** @param {import("kernel/room.js").Room} room @param {number} at ms, when this was true @returns {Snapshot} */
function snapshotOf(room, at) {
  const { kept: _older, ...boot } = room.boot;
  const { text, theme } = appearance();
  const asked = askedOf(room.store.all("replies"), room.viewer.person);
  return { boot, kept: { at, viewer: room.viewer, streams: forTheShelf(room.store.parts()), asked }, look: { text, theme } };
}

/** @param {Vault} vault @param {Snapshot} snapshot @param {number} until ms */
async function writeSnapshot(vault, snapshot, until) {
  const { meeting } = snapshot.boot;
  const { marked = false } = (await vault.row("meetings", meeting)) ?? {};
  await vault.put("meetings", meeting, snapshot, { until, marked });
}

/** @param {Vault} vault @param {string} meeting @returns {Promise<Snapshot | null>} */
export function readSnapshot(vault, meeting) {
  return vault.read("meetings", meeting);
}

/**
 * Takes out of what was seen of another meeting the papers that may not be kept any more.
 * @param {Vault} vault @param {string} meeting @param {import("offline/server.js").MayKeep} may
 */
export async function trimSnapshot(vault, meeting, { papers, until }) {
  const snapshot = await readSnapshot(vault, meeting);
  if (!snapshot) return;
  const { kept } = snapshot;
  const streams = forTheShelf(kept.streams, ({ id, state, guarded }) => !guarded && (state !== "ready" || id in papers));
  await writeSnapshot(vault, { ...snapshot, kept: { ...kept, streams } }, until);
}

/** @param {Snapshot} snapshot @returns {import("kernel/types.js").Meeting | undefined} */
export function meetingIn({ boot, kept }) {
  const key = `meetings/${boot.meeting}`;
  return /** @type {any} */ (Object.values(kept.streams).map(({ records }) => records[key]).find(Boolean));
}
