import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { StampWords } from "ink/stamp_words.js";
import { Toggle } from "ink/toggle.js";
import { COLOURS, WIDTHS } from "ink/tools.js";

/** @typedef {import("ink/ink.js").Ink} Ink */
/** @typedef {import("ink/ink.js").Style} Style */
/** @typedef {import("kernel/types.js").InkTool} InkTool */

/**
 * Colours and thicknesses of what is always at hand: in the bar, or where that is narrow over the page, which must not move.
 * @param {{ink: Ink, open: boolean}} props
 */
export function Looks({ ink, open }) {
  const { tool } = ink;
  if (tool !== "pen" && tool !== "highlighter") return null;
  return html`<div class="ink-looks ${open ? "open" : ""}" id="ink-looks"><${LooksOf} ink=${ink} tool=${tool} /></div>`;
}

/** @param {{ink: Ink, tool: InkTool}} props */
export function LooksOf({ ink, tool }) {
  return html`
    ${tool === "stamp" && html`<${StampWords} ink=${ink} />`}
    <${Choices} tool=${tool} style=${ink.styles[tool]} choose=${(/** @type {Partial<Style>} */ style) => ink.style(tool, style)} />
    ${tool === "pen" && html`
      <button type="button" class="button" aria-pressed=${ink.shapes} title=${t("Hold the pen still at the end of a line, a box or a circle: it becomes a neat one.")}
        onClick=${() => ink.set({ shapes: !ink.shapes })}>
        <${Icon} name="shapes" />${t("Hold for shapes")}
      </button>
    `}
    ${tool === "highlighter" && html`
      <button type="button" class="button" aria-pressed=${ink.snaps} onClick=${() => ink.set({ snaps: !ink.snaps })}>
        <${Icon} name="text-select" />${t("Keep to the words")}
      </button>
    `}
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
      <div class="group" role="group" aria-label=${tool === "text" ? t("Size of letters") : t("Thickness")}>
        ${WIDTHS[tool].map(({ width, name }, i) => html`
          <${Toggle} key=${width} name=${name()} on=${style.width === width} act=${() => choose({ width })}>
            ${tool === "text"
              ? html`<span class="letter" style=${{ fontSize: `${0.8 + 0.35 * i}rem`, color: style.colour }}>A</span>`
              : html`<span class="line" style=${{ blockSize: `${3 + 4 * i}px`, background: style.colour }}></span>`}
          <//>
        `)}
      </div>
    `}
  `;
}
