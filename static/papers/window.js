import { useEffect, useMemo, useRef } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { stacked, upright } from "papers/column.js";
import { listen } from "papers/listening.js";
import { Sheet } from "papers/sheet.js";
import { useView } from "papers/viewing.js";
import { UNITS } from "ink/geometry.js";
import { useInk } from "ink/ink.js";

/** @typedef {import("papers/leaves.js").Leaf} Leaf */
/** @typedef {import("papers/view.js").View} View */

/**
 * The window onto the pages: those near it exist, all others are only known.
 * @param {{leaves: Leaf[], at: number, paged: boolean, ink: boolean, fit: import("papers/zoom.js").Fit, touchable: boolean,
 *   night: boolean, reach: (index: number) => void, jump: import("papers/links.js").Jump, onView: (view: View) => void,
 *   arrive?: (view: View, leaf: Leaf) => void, guide?: import("papers/guide.js").Guide}} props
 *   at: the leaf that is read. paged: one page at a time. reach: a hand has come to another leaf. arrive: the window has been brought to one otherwise
 */
export function PageWindow({ leaves, at, paged, ink, fit, touchable, night, reach, jump, onView, arrive = () => {}, guide }) {
  const frame = useRef(/** @type {any} */ (null));
  const { tool } = useInk();
  const first = paged ? at : 0;
  const shown = useMemo(() => (paged ? leaves.slice(at, at + 1) : leaves), [leaves, paged, paged && at]);
  const column = useMemo(() => stacked(shown.map(({ ratio }) => ratio)), [shown]);
  const where = { frame, shown, column, here: at - first, fit };
  const { view, scene, held } = useView({ ...where, onView, arrive, guide, reach: (index) => reach(first + index) });
  const turn = useRef(reach);
  turn.current = (by) => reach(at + by);

  useEffect(() => {
    if (!touchable || !view) return;
    return listen(frame.current, { view, turn: (by) => turn.current(by), handsAt: (target) => held.handsAt(target) });
  }, [touchable, view]);

  const [from, to] = scene.range.map((index) => Math.min(index, shown.length - 1));
  return html`
    <div class="reader-window" ref=${frame} data-tool=${ink || tool === "select" ? tool : "hand"}>
      ${shown.slice(from, to + 1).map((leaf, i) => html`
        <${Sheet} key=${`${leaf.paper.id}/${leaf.paper.sha}/${leaf.page}`} index=${from + i} current=${first + from + i === at}
          sight=${view?.sight(from + i) ?? null} passing=${view?.gliding ?? false} pixels=${scene.pixels} scale=${view?.at.scale ?? 1}
          ...${{ leaf, held, ink, night, jump }} />
      `)}
    </div>
  `;
}

/** @param {View | null} view @param {Leaf[]} leaves @param {number} at the leaf that is read @param {boolean} paged @returns {[number, number]} the middle of what is seen of it, in page space */
export function middleOf(view, leaves, at, paged) {
  const { ratio, turn } = leaves[at];
  const [x0, y0, x1, y1] = upright(view?.sight(paged ? 0 : at) ?? [0, 0, 1, ratio], turn, ratio);
  return [Math.round((UNITS * (x0 + x1)) / 2), Math.round((UNITS * (y0 + y1)) / 2)];
}
