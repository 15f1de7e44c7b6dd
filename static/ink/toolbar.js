import { useEffect, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { isTyping } from "papers/keys.js";
import { useInk } from "ink/ink.js";
import { Looks } from "ink/looks.js";
import { Toggle } from "ink/toggle.js";
import { leavesInk } from "ink/tools.js";
import { usePresents } from "presenting/presents.js";

/** @typedef {import("ink/ink.js").Ink} Ink */

/**
 * What the hand holds, and for whom it writes.
 * @param {{paper: string, page: number, spread: boolean}} props  spread: the pages beside this one are in sight too
 */
export function InkToolbar({ paper, page, spread }) {
  const room = useRoom();
  const ink = useInk();
  const [open, setOpen] = useState(false);
  const place = spread && isBeside(ink.latest, paper, page) ? ink.latest : { paper, page };
  const choose = (/** @type {import("ink/tools.js").Tool} */ tool) => (ink.choose(tool), setOpen(leavesInk(tool)));
  useUndoKeys(ink, place.paper, place.page);
  const mayDraw = room.may("ink.draw_private");
  return html`
    <div class="ink-toolbar ${ink.shared ? "sharing" : ""}" role="group" aria-label=${t("Ink")}>
      <${Tools} tool=${ink.tool} choose=${choose} mayDraw=${mayDraw} mayPoint=${usePresents()} />
      ${mayDraw && html`
        <${Looks} ink=${ink} open=${open} setOpen=${setOpen} />
        <${Steps} ink=${ink} ...${place} />
        <${Audience} ink=${ink} mayShare=${room.may("ink.draw_shared")} />
      `}
    </div>
  `;
}

/** @param {{paper: string, page: number} | null} latest @param {string} paper @param {number} page @returns {latest is {paper: string, page: number}} */
function isBeside(latest, paper, page) {
  return latest?.paper === paper && Math.abs(latest.page - page) === 1;
}

/** @param {{tool: string, choose: (tool: import("ink/tools.js").Tool) => void, mayDraw: boolean, mayPoint: boolean}} props */
function Tools({ tool: chosen, choose, mayDraw, mayPoint }) {
  /** @type {[import("ink/tools.js").Tool, string, string][]} */
  const tools = [
    ["hand", "hand", t("Move the page")],
    ["select", "text-select", t("Choose words")],
  ];
  if (mayDraw) tools.push(["pen", "pen", t("Pen")], ["highlighter", "highlighter", t("Highlighter")], ["eraser", "eraser", t("Eraser")]);
  if (mayPoint) tools.push(["laser", "mouse-pointer-2", t("Pointer")]);
  return html`
    <div class="group">
      ${tools.map(([tool, icon, name]) => html`
        <${Toggle} key=${tool} name=${name} on=${chosen === tool} act=${() => choose(tool)}><${Icon} name=${icon} /><//>
      `)}
    </div>
  `;
}

/** @param {{ink: Ink, paper: string, page: number}} props */
function Steps({ ink, paper, page }) {
  const can = ink.can(paper, page);
  return html`
    <div class="group">
      <${Step} name=${t("Undo")} icon="undo-2" possible=${can.undo} act=${() => ink.step("undo", paper, page)} />
      <${Step} name=${t("Redo")} icon="redo-2" possible=${can.redo} act=${() => ink.step("redo", paper, page)} />
    </div>
  `;
}

/** @param {{name: string, icon: string, possible: boolean, act: () => void}} props */
function Step({ name, icon, possible, act }) {
  return html`
    <button type="button" class="icon-button" aria-label=${name} title=${name} disabled=${!possible} onClick=${act}>
      <${Icon} name=${icon} />
    </button>
  `;
}

/** @param {{ink: Ink, mayShare: boolean}} props */
function Audience({ ink, mayShare }) {
  if (!mayShare) return html`<span class="chip"><${Icon} name="lock" />${t("Only you see your ink")}</span>`;
  return html`
    <div class="group audience" role="group" aria-label=${t("Who sees what you draw")}>
      <button type="button" class="button" aria-pressed=${!ink.shared} onClick=${() => ink.share(false)}>
        <${Icon} name="lock" />${t("Private")}
      </button>
      <button type="button" class="button" aria-pressed=${ink.shared} onClick=${() => ink.share(true)}>
        <${Icon} name="users" />${t("Shared")}
      </button>
    </div>
  `;
}

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y. @param {Ink} ink @param {string} paper @param {number} page */
function useUndoKeys(ink, paper, page) {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      const way = wayOf(event);
      if (!way || isTyping(event)) return;
      event.preventDefault();
      ink.step(way, paper, page);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [ink, paper, page]);
}

/** @param {KeyboardEvent} event @returns {"undo"|"redo"|null} */
function wayOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" ? "redo" : null;
}
