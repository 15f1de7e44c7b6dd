/** The empty room takes the looks and words of the person whose tablet it is. */
import { boot, lendBoot } from "kernel/boot.js";

/** As if the server had sent the page; icons are those of the files that are kept. @param {import("offline/snapshots.js").Snapshot} snapshot */
export function dress({ boot: last, kept, look }) {
  const { icons, socket_path } = boot();
  lendBoot({ ...last, icons, socket_path, kept });
  const root = document.documentElement;
  root.lang = last.locale;
  Object.assign(root.dataset, look.theme ? look : { text: look.text });
  document.head.append(Object.assign(document.createElement("meta"), { name: "csrf-token", content: last.csrf }));
}
