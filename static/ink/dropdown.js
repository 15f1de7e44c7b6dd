import { useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { useClosing } from "papers/view_menu.js";

/**
 * A button that unfolds what it offers beneath the bar.
 * @param {{icon: string, name: string, words?: string, on?: boolean, colour?: string, kind?: string, children: (close: () => void) => any}} props
 *   words: said on the button. on: something in it is chosen. colour: of the tool that is. kind: how it unfolds: "strip" across the bar, or "list" at its end
 */
export function Dropdown({ icon, name, words = "", on = false, colour = "", kind = "list", children }) {
  const frame = useRef(/** @type {any} */ (null));
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useClosing(frame, open, close);
  return html`
    <div class="ink-dropdown" ref=${frame}>
      <button type="button" class=${words ? "button" : "icon-button"} aria-label=${words ? `${name}: ${words}` : name} title=${name}
        aria-pressed=${on || undefined} aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <${Icon} name=${icon} />${words && html`<span class="words">${words}</span>`}
        ${colour && html`<span class="in-hand" style=${{ background: colour }}></span>`}
      </button>
      ${open && html`<div class="ink-unfolded ${kind}" role="group" aria-label=${name}>${children(close)}</div>`}
    </div>
  `;
}
