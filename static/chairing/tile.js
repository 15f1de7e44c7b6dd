import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/**
 * One part of the band: what it is about, its figure, and what there is to say. A touch leads to more.
 * @param {{ name: string, word: string, icon: string, head?: any, tone?: string, open: () => void, children?: any }} props
 */
export function Tile({ name, word, icon, head, tone = "", open, children }) {
  return html`
    <button type="button" class="tile of-${name} ${tone}" data-test=${`tile-${name}`} onClick=${open}>
      <span class="head"><span class="word"><${Icon} name=${icon} />${word}</span>${head}</span>
      ${children}
    </button>
  `;
}
