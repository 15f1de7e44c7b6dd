/** What this tablet keeps for a time without network: begun with the room, and seen by whoever shows it. */
import { useEffect } from "preact/hooks";
import { useRedraw } from "kernel/hooks.js";
import { clearExpired } from "kernel/shelves.js";
import { sessionOver } from "kernel/vault.js";
import { latestOf } from "agenda/tree.js";
import { comparePapers, leaveMeeting, sweep } from "offline/contact.js";
import { install, uninstall } from "offline/install.js";
import { Keeper } from "offline/keeper.js";
import { readFrom } from "offline/reading.js";
import { Shelf } from "offline/shelf.js";
import { keepSnapshots } from "offline/snapshots.js";
import { mayKeep, WIDTHS } from "papers/pages.js";

/** @typedef {import("kernel/room.js").Room} Room */
/** @typedef {import("kernel/vault.js").Vault} Vault */

const SIGNED_OUT = new Set(["not_signed_in", "session_ended"]);
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [1_000, 60_000];
const NOT_HERE = new Set(["not_found", "not_allowed"]);

/** @type {Keeper | null} null where nothing can be kept */
let keeper = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** What can be kept and is kept, or null where this tablet keeps nothing; drawn anew when that changes. */
export function useKeeper() {
  const redraw = useRedraw();
  useEffect(() => {
    listeners.add(redraw);
    return () => void listeners.delete(redraw);
  }, []);
  useEffect(() => keeper?.shelf.subscribe(redraw), [keeper]);
  return keeper;
}

/** Opens the shelf before the room is shown, so that it can be read from at once. @param {Room} room @param {Vault} vault */
export async function openShelf(room, vault) {
  const shelf = new Shelf(vault, WIDTHS);
  const look = () => (shelf.away = room.ready && room.connection.state !== "online");
  look();
  room.subscribe(look);
  readFrom(shelf);
  await clearExpired(Date.now());
  await shelf.load();
  return shelf;
}

/**
 * Keeps the meeting on this tablet from now on, as far as the installation wants it and the browser can.
 * @param {Room} room @param {Vault} vault @param {Shelf} shelf
 */
export async function keepOffline(room, vault, shelf) {
  const { days = 0, mb = 0 } = room.boot.offline ?? {};
  room.subscribe(() => room.connection.state === "refused" && void turnedAway(room, vault, shelf));
  if (!days) return keepNothing(vault, shelf);
  if (!(await install())) return;
  const until = (await vault.row("meetings", room.boot.meeting))?.until ?? 0;
  keeper = new Keeper(room, vault, shelf, { mb, until });
  begin(room, vault, keeper);
  for (const listener of listeners) listener();
}

/** The installation does not want it any more. @param {Vault} vault @param {Shelf} shelf */
async function keepNothing(vault, shelf) {
  await shelf.remove([...shelf.rows.values()]);
  for (const { name } of await vault.rows("meetings")) await vault.remove("meetings", name);
  await uninstall();
}

/** @param {Room} room @param {Vault} vault @param {Keeper} keeper */
function begin(room, vault, keeper) {
  const write = keepSnapshots(room, vault, () => keeper.bounds.until);
  const papers = () => latestOf(room.store.all("papers"));
  const bring = async () => {
    const { marked = false } = (await vault.row("meetings", keeper.meeting)) ?? {};
    if (marked) await keeper.keep(papers().filter(mayKeep), true);
    else await keeper.resume(papers());
  };
  const compare = async () => {
    await comparePapers(keeper, vault);
    await write();
    await bring();
  };
  let turns = 0;
  // Until the server has said what may be kept nothing can be: a request that is lost, or too slow, is made again.
  const agree = async () => {
    const turn = ++turns;
    for (let wait = FIRST_WAIT_MS; state === "online" && turn === turns; wait = Math.min(2 * wait, LAST_WAIT_MS)) {
      try {
        return await compare();
      } catch (error) {
        console.info("offline", error);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };
  const quietly = (/** @type {() => Promise<unknown>} */ work) => void work().catch((error) => console.info("offline", error));
  let { state } = room.connection;
  room.subscribe(() => {
    const before = state;
    state = room.connection.state;
    if (state === "online" && before !== "online") void agree();
  });
  room.store.subscribe((changed) => {
    if (state !== "online" || ![...changed.keys()].some((key) => key.startsWith("papers/"))) return;
    quietly(async () => {
      await sweep(keeper, (paper) => room.store.get(`papers/${paper}`));
      await bring();
    });
  });
  if (state === "online") void agree();
}

/** @param {Room} room @param {Vault} vault @param {Shelf} shelf */
async function turnedAway(room, vault, shelf) {
  const { code = "" } = room.connection;
  if (SIGNED_OUT.has(code)) {
    vault.close();
    await sessionOver();
  } else if (NOT_HERE.has(code)) await leaveMeeting(new Keeper(room, vault, shelf, { mb: 0, until: 0 }), vault);
}
