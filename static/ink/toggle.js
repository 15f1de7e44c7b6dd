import { html } from "kernel/hooks.js";

/**
 * A button that is on or off.
 * @param {{name: string, on: boolean, act: () => void, more?: Record<string, any>, children?: any}} props  more: of its attributes
 */
export function Toggle({ name, on, act, more = {}, children }) {
  return html`<button type="button" class="icon-button" aria-label=${name} title=${name} aria-pressed=${on} onClick=${act} ...${more}>${children}</button>`;
}
