/** The empty room, which the service worker shows when the server does not answer: filled with what lies on this tablet. */
import { boot, lendBoot } from "kernel/boot.js";
import { canSeal, clearExpired } from "kernel/shelves.js";
import { heldVault } from "kernel/vault.js";
import { showKept } from "offline/list.js";
import { readSnapshot } from "offline/snapshots.js";

const [, wanted] = /^\/meetings\/(\w+)$/.exec(location.pathname) ?? [];
if (canSeal()) await clearExpired(Date.now());
const vault = await heldVault().catch(() => null);
const snapshot = vault && wanted ? await readSnapshot(vault, wanted) : null;

if (snapshot) {
  enter(snapshot);
  await import("live/main.js");
} else await showKept(vault, Boolean(wanted));

/** As if the server had sent the page; icons are those of the files that are kept. @param {import("offline/snapshots.js").Snapshot} snapshot */
function enter({ boot: last, kept, look }) {
  const { icons, socket_path } = boot();
  lendBoot({ ...last, icons, socket_path, kept });
  const root = document.documentElement;
  Object.assign(root, { lang: last.locale });
  Object.assign(root.dataset, look.theme ? look : { text: look.text });
  const token = Object.assign(document.createElement("meta"), { name: "csrf-token", content: last.csrf });
  document.head.append(token);
}
