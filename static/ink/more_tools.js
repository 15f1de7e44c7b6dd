import { useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { Dropdown } from "ink/dropdown.js";
import { TOOLS } from "ink/tools.js";

/** @typedef {import("ink/tools.js").Tool} Tool */

/** What is not always at hand. @type {Tool[]} */
export const SELDOM = ["underline", "strikeout", "line", "arrow", "box", "ellipse", "note", "stamp"];

/** The other tools, under a button that shows the one of them last used. @param {{tool: Tool, choose: (tool: Tool) => void}} props */
export function MoreTools({ tool, choose }) {
  const [last, setLast] = useState(/** @type {Tool | null} */ (null));
  const isOn = SELDOM.includes(tool);
  if (isOn && last !== tool) setLast(tool);
  const shown = isOn ? tool : last;
  return html`
    <${Dropdown} icon=${shown ? TOOLS[shown].icon : "shapes"} name=${t("More tools")} on=${isOn} kind="strip">
      ${(/** @type {() => void} */ close) => SELDOM.map((one) => html`
        <button type="button" class="button quiet" key=${one} aria-pressed=${tool === one} onClick=${() => (close(), choose(one))}>
          <${Icon} name=${TOOLS[one].icon} />${TOOLS[one].name()}
        </button>
      `)}
    <//>
  `;
}
