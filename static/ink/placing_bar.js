import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { useInk } from "ink/ink.js";
import { placed } from "ink/placed.js";

const PLACED = ["line", "arrow", "box", "ellipse", "text", "note", "stamp"];

/**
 * What is drawn out or put somewhere by hand can also be put there by a button, and moved from there.
 * @param {{paper: string, page: number, middle: () => [number, number]}} props  middle: of what is in sight of the page, in page space
 */
export function PlacingBar({ paper, page, middle }) {
  const ink = useInk();
  const { tool } = ink;
  if (!PLACED.includes(tool)) return null;
  const put = () => {
    const begun = ink.begun(/** @type {import("kernel/types.js").InkTool} */ (tool), { paper, page });
    const mark = placed(begun, ink.stamp, middle());
    if (tool === "note" || tool === "text") return void (ink.leaf.value = { mark, fresh: true });
    ink.draw(mark);
    ink.choose("marks");
    ink.picked.value = { paper, page, ids: [mark.id] };
  };
  const isPut = tool === "note" || tool === "stamp" || tool === "text";
  return html`
    <div class="selection-bar placing-bar" data-test="placing-bar">
      <span class="hint">${isPut ? t("Tap where it shall be.") : t("Draw it out on the page.")}</span>
      <button type="button" class="button" onClick=${put}><${Icon} name="plus" />${t("Put it in the middle")}</button>
    </div>
  `;
}
