/** The search in the room: a button, "/" or Ctrl+F open its panel. */
import { useLayoutEffect } from "preact/hooks";
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { useKeys } from "live/keys.js";
import { SearchPanel } from "search/panel.js";
import { showPanel, usePanel } from "search/query.js";

/** @param {{ book: import("live/follow.js").Book }} props */
export function Search({ book }) {
  const shown = usePanel();
  useKeys({ "/": open });
  useFind();
  return html`
    <button type="button" class="icon-button" aria-label=${t("Search the papers")} title=${t("Search the papers")} data-test="open-search" onClick=${open}>
      <${Icon} name="search" />
    </button>
    ${shown && html`<${SearchPanel} book=${book} close=${() => showPanel(false)} />`}
  `;
}

function open() {
  showPanel(true);
}

/** The browser's own search knows nothing of what is in pictures of pages. */
function useFind() {
  useLayoutEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "f" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
