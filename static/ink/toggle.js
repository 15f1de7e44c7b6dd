import { html } from "kernel/hooks.js";

/** A button that is on or off. @param {{name: string, on: boolean, act: () => void, children?: any}} props */
export function Toggle({ name, on, act, children }) {
  return html`<button type="button" class="icon-button" aria-label=${name} title=${name} aria-pressed=${on} onClick=${act}>${children}</button>`;
}
