import { useEffect, useRef } from "preact/hooks";
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/**
 * A panel over the page; Escape, the cross and a touch beside it close it.
 * @param {{ title: string, close: () => void, children?: any, footer?: any }} props
 */
export function Dialog({ title, close, children, footer }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  const beside = (/** @type {Event} */ event) => event.target === dialog.current && close();
  return html`
    <dialog class="sheet small" ref=${dialog} aria-labelledby="dialog-title" onClose=${close} onClick=${beside}>
      <header>
        <h2 id="dialog-title">${title}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      ${children}
      ${footer && html`<footer>${footer}</footer>`}
    </dialog>
  `;
}

/**
 * Asks before something that cannot be taken back.
 * @param {{ title: string, words: string, yes: string, onYes: () => void, close: () => void }} props
 */
export function Confirm({ title, words, yes, onYes, close }) {
  const footer = html`
    <button type="button" class="button" onClick=${close}>${t("Not yet")}</button>
    <button type="button" class="button danger" data-test="confirm" onClick=${() => (onYes(), close())}>${yes}</button>
  `;
  return html`<${Dialog} title=${title} close=${close} footer=${footer}><p>${words}</p><//>`;
}
