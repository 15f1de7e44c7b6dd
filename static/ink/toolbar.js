import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { isTyping } from "papers/keys.js";
import { useClosing } from "papers/view_menu.js";
import { useInk } from "ink/ink.js";
import { LookingNote } from "ink/looking.js";
import { Looks } from "ink/looks.js";
import { MoreTools, SELDOM } from "ink/more_tools.js";
import { keepSteps } from "ink/steps_kept.js";
import { Tool } from "ink/tool_button.js";
import { TOOLS } from "ink/tools.js";
import { WritingFor } from "ink/writing_for.js";
import { usePresents } from "presenting/presents.js";

/** @typedef {import("ink/ink.js").Ink} Ink */
/** @typedef {import("ink/tools.js").Tool} ToolName */

/** @type {ToolName[]} */
const ALWAYS = ["hand", "select"];
/** @type {ToolName[]} */
const OFTEN = ["pen", "highlighter", "eraser", "marks"];
/** Whose colours unfold from the bar itself. @type {ToolName[]} */
const HAVE_LOOKS = ["pen", "highlighter"];
const KEYED = [...OFTEN, ...SELDOM];

/**
 * What the hand holds, and for whom it writes. Who touches the tool in hand again sees its colours, or no longer.
 * @param {{paper: string, page: number, spread: boolean}} props  spread: the pages beside this one are in sight too
 */
export function InkToolbar({ paper, page, spread }) {
  const room = useRoom();
  const ink = useInk();
  const [open, setOpen] = useState(false);
  const place = spread && isBeside(ink.latest, paper, page) ? ink.latest : { paper, page };
  const presents = usePresents();
  const mayDraw = room.may("ink.draw_private");
  const choose = (/** @type {ToolName} */ tool) => (setOpen(HAVE_LOOKS.includes(tool) && !(open && tool === ink.tool)), ink.choose(tool));
  const bar = useRef(/** @type {any} */ (null));
  useClosing(bar, open, () => setOpen(false));
  useEffect(() => keepSteps(room, ink), [room]);
  useUndoKeys(ink, place.paper, place.page);
  useToolKeys(mayDraw, choose);
  return html`
    <div class="ink-toolbar ${ink.shared ? "sharing" : ""}" role="group" aria-label=${t("Ink")} ref=${bar}>
      <div class="group">
        ${[...ALWAYS, ...(mayDraw ? OFTEN : [])].map((tool) => html`<${Tool} key=${tool} ...${{ ink, tool, open, choose }} />`)}
        ${mayDraw && html`<${MoreTools} ink=${ink} choose=${choose} />`}
        ${presents && html`<${Tool} tool="laser" ...${{ ink, open, choose }} />`}
      </div>
      ${mayDraw && html`
        <${Looks} ink=${ink} open=${open} />
        <${Steps} ink=${ink} ...${place} />
        <${WritingFor} ink=${ink} />
      `}
    </div>
    <${LookingNote} ink=${ink} />
  `;
}

/** @param {{paper: string, page: number} | null} latest @param {string} paper @param {number} page @returns {latest is {paper: string, page: number}} */
function isBeside(latest, paper, page) {
  return latest?.paper === paper && Math.abs(latest.page - page) === 1;
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

/** A letter takes up a tool. @param {boolean} mayDraw @param {(tool: ToolName) => void} choose */
function useToolKeys(mayDraw, choose) {
  useLayoutEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector("dialog[open]")) return;
      const found = [...ALWAYS, ...(mayDraw ? KEYED : [])].find((tool) => TOOLS[tool].key === event.key.toLowerCase());
      if (found) (event.preventDefault(), choose(found));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
