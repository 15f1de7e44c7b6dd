import { useRef } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { useClosing } from "papers/view_menu.js";
import { StampWords } from "ink/stamp_words.js";
import { Toggle } from "ink/toggle.js";
import { COLOURS, leavesInk, WIDTHS } from "ink/tools.js";

/** @typedef {import("ink/ink.js").Ink} Ink */
/** @typedef {import("ink/ink.js").Style} Style */
/** @typedef {import("kernel/types.js").InkTool} InkTool */

/**
 * Colours and thicknesses: in the bar, or where that is narrow over the page, which must not move.
 * @param {{ink: Ink, open: boolean, setOpen: (open: boolean) => void}} props
 */
export function Looks({ ink, open, setOpen }) {
  const frame = useRef(/** @type {any} */ (null));
  useClosing(frame, open, () => setOpen(false));
  const tool = leavesInk(ink.tool) ? ink.tool : null;
  return html`
    <div class="looks ${open ? "open" : ""}" ref=${frame}>
      <button type="button" class="icon-button" aria-label=${t("Colour and thickness")} title=${t("Colour and thickness")}
        aria-expanded=${open && tool !== null} disabled=${!tool} onClick=${() => setOpen(!open)}>
        ${tool ? html`<span class="swatch" style=${{ background: ink.styles[tool].colour }}></span>` : html`<${Icon} name="palette" />`}
      </button>
      ${tool && html`
        <div class="ink-looks">
          ${tool === "stamp" && html`<${StampWords} ink=${ink} />`}
          <${Choices} tool=${tool} style=${ink.styles[tool]} choose=${(/** @type {Partial<Style>} */ style) => ink.style(tool, style)} />
          ${tool === "highlighter" && html`
            <${Toggle} name=${t("Keep to the words")} on=${ink.snaps} act=${() => ink.set({ snaps: !ink.snaps })}><${Icon} name="text-select" /><//>
          `}
        </div>
      `}
    </div>
  `;
}

/** @param {{tool: InkTool, style: Style, choose: (style: Partial<Style>) => void}} props */
export function Choices({ tool, style, choose }) {
  return html`
    <div class="group" role="group" aria-label=${t("Colour")}>
      ${COLOURS[tool].map(({ colour, name }) => html`
        <${Toggle} key=${colour} name=${name()} on=${style.colour === colour} act=${() => choose({ colour })}>
          <span class="swatch" style=${{ background: colour }}></span>
        <//>
      `)}
    </div>
    ${WIDTHS[tool].length > 1 && html`
      <div class="group" role="group" aria-label=${t("Thickness")}>
        ${WIDTHS[tool].map(({ width, name }, i) => html`
          <${Toggle} key=${width} name=${name()} on=${style.width === width} act=${() => choose({ width })}>
            <span class="line" style=${{ blockSize: `${3 + 4 * i}px`, background: style.colour }}></span>
          <//>
        `)}
      </div>
    `}
  `;
}
