/** The empty room, which the service worker shows when the server does not answer: filled with what lies on this tablet. */
import { canSeal, clearExpired } from "kernel/shelves.js";
import { heldVault } from "kernel/vault.js";
import { dress } from "offline/dressing.js";
import { showKept } from "offline/list.js";
import { readSnapshot } from "offline/snapshots.js";

const [, wanted] = /^\/(?:meetings|slips)\/(\w+)$/.exec(location.pathname) ?? [];
if (canSeal()) await clearExpired(Date.now());
const vault = await heldVault().catch(() => null);
const snapshot = vault && wanted ? await readSnapshot(vault, wanted) : null;

if (snapshot) {
  dress(snapshot);
  await import("live/main.js");
} else await showKept(vault, Boolean(wanted));
