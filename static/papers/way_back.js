import { useEffect } from "preact/hooks";
import { html, useRecord } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";

/** @typedef {{paper: string, page: number}} Place */
/** @typedef {Place & {to: string}} Left  where one was, and the paper one has leapt to */

/**
 * After a leap, the way back to where one was.
 * @param {{left: Left | null, paper: import("papers/pages.js").Paper, page: number, open: (place: Place) => void, forget: () => void}} props
 */
export function WayBack({ left, paper, page, open, forget }) {
  const from = useRecord(`papers/${left?.paper ?? ""}`);
  const isBack = left?.paper === paper.id && Math.abs(left.page - page) <= 1;
  const isOver = isBack || (left?.paper !== paper.id && left?.to !== paper.id);
  useEffect(() => (left && isOver ? forget() : undefined), [isOver, left]);
  if (!left || !from || isOver) return null;
  const words = left.paper === paper.id ? t("Back to page {page}", { page: left.page }) : t("Back to {title}", { title: from.title });
  return html`
    <div class="way-back">
      <button type="button" class="button" data-test="way-back" onClick=${() => (forget(), open(left))}><${Icon} name="arrow-left" />${words}</button>
      <button type="button" class="icon-button" aria-label=${t("Stay here")} title=${t("Stay here")} onClick=${forget}><${Icon} name="x" /></button>
    </div>
  `;
}
