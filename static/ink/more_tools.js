import { useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { Dropdown } from "ink/dropdown.js";
import { LooksOf } from "ink/looks.js";
import { leavesInk, TOOLS } from "ink/tools.js";

/** @typedef {import("ink/tools.js").Tool} ToolName */

/** What is not always at hand. @type {ToolName[]} */
export const SELDOM = ["underline", "strikeout", "line", "arrow", "box", "ellipse", "text", "note", "stamp"];

/** The other tools, under a button that shows the one of them last used. @param {{ink: import("ink/ink.js").Ink, choose: (tool: ToolName) => void}} props */
export function MoreTools({ ink, choose }) {
  const { tool } = ink;
  const [last, setLast] = useState(/** @type {ToolName | null} */ (null));
  const isOn = SELDOM.includes(tool);
  if (isOn && last !== tool) setLast(tool);
  const shown = isOn ? tool : last;
  const colour = isOn && leavesInk(tool) ? ink.styles[tool].colour : "";
  return html`
    <${Dropdown} icon=${shown ? TOOLS[shown].icon : "shapes"} name=${t("More tools")} on=${isOn} colour=${colour} kind="strip">
      ${() => html`
        ${SELDOM.map((one) => html`
          <button type="button" class="button quiet" key=${one} aria-pressed=${tool === one} onClick=${() => choose(one)}>
            <${Icon} name=${TOOLS[one].icon} />${TOOLS[one].name()}
          </button>
        `)}
        ${isOn && leavesInk(tool) && html`<div class="ink-looks"><${LooksOf} ink=${ink} tool=${tool} /></div>`}
      `}
    <//>
  `;
}
