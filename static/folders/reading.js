/** The reader with a file of one's own: nobody else is here, nothing is shared, and no connection is kept. */
import { render } from "preact";
import { useState } from "preact/hooks";
import { t } from "i18n";
import { boot } from "kernel/boot.js";
import { passingDrawer } from "kernel/drawer.js";
import { html, RoomContext } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Room } from "kernel/room.js";
import { nextSize, setText } from "live/appearance.js";
import { Reader } from "papers/reader.js";

/** @typedef {import("kernel/types.js").Boot & {file: import("kernel/types.js").Paper, page: number, original: string, back: string}} FileBoot */

const { file, page: asked, original, back } = /** @type {FileBoot} */ (boot());

const sections = [{ item: null, papers: [file] }];

/** A room that leads nowhere. @returns {any} */
const nowhere = () => ({ serverNow: () => Date.now(), send: async () => ({ error: { code: "not_here" } }), signal: () => {} });

function OwnFile() {
  const [page, setPage] = useState(asked);
  const go = (/** @type {string} */ _file, /** @type {number} */ to) => {
    const place = new URL(location.href);
    place.searchParams.set("page", String(to));
    history.replaceState(null, "", place);
    setPage(to);
  };
  return html`
    <div class="own-file">
      <header class="bar topbar">
        <a class="icon-button" href=${back} aria-label=${t("Back to the folder")} title=${t("Back to the folder")}><${Icon} name="arrow-left" /></a>
        <div class="fill"><h1>${file.title}</h1></div>
        <div class="tools">
          <a class="icon-button" href=${original} download aria-label=${t("Download the original")} title=${t("Download the original")}><${Icon} name="download" /></a>
          <button type="button" class="icon-button" aria-label=${t("Larger text")} title=${t("Larger text")} onClick=${() => setText(nextSize())}><${Icon} name="a-large-small" /></button>
        </div>
      </header>
      <${Reader} paper=${file} page=${page} sections=${sections} go=${go} />
    </div>
  `;
}

const room = new Room(boot(), passingDrawer(), nowhere);
room.store.snapshot("own", { seq: 0, records: { [`papers/${file.id}`]: file } });
const place = /** @type {HTMLElement} */ (document.getElementById("room"));
place.replaceChildren();
render(html`<${RoomContext.Provider} value=${room}><${OwnFile} /><//>`, place);
