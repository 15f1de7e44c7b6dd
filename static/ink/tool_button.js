import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Toggle } from "ink/toggle.js";
import { leavesInk, TOOLS } from "ink/tools.js";

/** @typedef {import("ink/tools.js").Tool} ToolName */
/** @typedef {{ink: import("ink/ink.js").Ink, tool: ToolName, open: boolean, choose: (tool: ToolName) => void}} Props  open: the colours are unfolded */

/** One tool; while it is in the hand, with its colour. @param {Props} props */
export function Tool({ ink, tool, open, choose }) {
  const { icon, name } = TOOLS[tool];
  const on = ink.tool === tool;
  const hasLooks = on && leavesInk(tool);
  const more = hasLooks ? { "aria-expanded": open, "aria-controls": "ink-looks" } : {};
  return html`
    <${Toggle} name=${name()} on=${on} act=${() => choose(tool)} more=${more}>
      <${Icon} name=${icon} />
      ${hasLooks && html`<span class="in-hand" style=${{ background: ink.styles[tool].colour }}></span>`}
    <//>
  `;
}
