import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { upright } from "papers/column.js";
import { Bubbles } from "comments/bubbles.js";
import { Hits } from "search/hits.js";
import { Missing, nameOf, usePageImage } from "papers/image.js";
import { InFile, useBare } from "papers/in_file.js";
import { Links } from "papers/links.js";
import { mayKeep, ratioOf } from "papers/pages.js";
import { ChosenWords } from "papers/selection.js";
import { Tiles } from "papers/tiles.js";
import { wordsOf } from "papers/words.js";
import { useInk } from "ink/ink.js";
import { Over } from "ink/over.js";
import { Surface } from "ink/surface.js";

/** @typedef {import("papers/leaves.js").Leaf} Leaf */

const LATE_MS = 150;

/**
 * One page: its picture, what is written on it, and what can be touched.
 * @param {{leaf: Leaf, index: number, held: import("papers/held.js").Held, current: boolean, pixels: number, scale: number, sight: import("papers/column.js").Sight | null,
 *   passing: boolean, ink: boolean, night: boolean, jump: import("papers/links.js").Jump}} props
 *   index: in the column. pixels: of the device, that the column is wide. sight: the part that is seen, as it lies.
 *   passing: the pages fly by, so that this one may be gone in a moment
 */
export function Sheet({ leaf, index, held, current, pixels, scale, sight, passing, ink, night, jump }) {
  const { paper, page, turn, ratio } = leaf;
  const sheet = useRef(/** @type {any} */ (null));
  const hands = useRef(/** @type {any} */ (null));
  const stays = useStaying(passing);
  const wide = turn % 2 ? pixels * ratio : pixels;
  const own = ratioOf(paper, page);
  const bare = useBare(paper, page);
  const image = usePageImage(paper, page, stays ? wide : 0, mayKeep(paper) || sight !== null, bare);
  useWordsInTime(leaf, sight !== null);
  const seen = sight && upright(sight, turn, ratio);
  useLayoutEffect(() => held.hold(sheet.current, index, hands), [index]);

  return html`
    <div class="reader-page ${night ? "night" : ""}" ref=${sheet} data-test="page" data-page=${page} data-paper=${paper.id}
      aria-current=${current ? "page" : undefined}>
      <div class="page-turned" style=${turning(turn, own)}>
        <div class="page-image" ref=${image.holder} role="img" aria-label=${nameOf(paper, page)}></div>
        <${Tiles} paper=${paper} page=${page} ratio=${own} pixels=${stays ? wide : 0} sight=${seen} bare=${bare} />
        <${Hits} paper=${paper} page=${page} />
        <${ChosenWords} paper=${paper.id} page=${page} ratio=${own} />
        <${Surface} paper=${paper} page=${page} turn=${turn} pixels=${wide} sight=${seen} ink=${ink} hands=${hands} />
        <${InFile} paper=${paper} page=${page} ratio=${own} />
        <${Over} paper=${paper.id} page=${page} ratio=${own} pixels=${wide} />
        <${Bubbles} paper=${paper} page=${page} turn=${turn} scale=${scale} />
        <${Links} paper=${paper} page=${page} ratio=${own} jump=${jump} />
      </div>
      <${Missing} state=${image.state} retry=${image.retry} />
    </div>
  `;
}

/** Whether the page has been here for long enough to be worth a sharp picture. @param {boolean} passing */
function useStaying(passing) {
  const [stays, setStays] = useState(!passing);
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => setStays(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return stays;
}

/** The tools that go by words must not wait for them. @param {Leaf} leaf @param {boolean} seen */
function useWordsInTime({ paper, page }, seen) {
  const { tool } = useInk();
  const needed = seen && ["highlighter", "select", "underline", "strikeout"].includes(tool);
  useEffect(() => {
    if (needed) void wordsOf(paper, page);
  }, [needed]);
}

/** How a page lies in its place, which has the turned page's shape. @param {import("papers/leaves.js").Turn} turn @param {number} ratio of the page */
function turning(turn, ratio) {
  if (turn === 2) return { transform: "rotate(180deg) translate(-100%, -100%)" };
  if (!turn) return {};
  const size = { inlineSize: `${100 / ratio}%`, blockSize: `${100 * ratio}%` };
  // Turned sideways, the page's width is the height of its place.
  return { ...size, transform: turn === 1 ? "rotate(90deg) translateY(-100%)" : "rotate(270deg) translateX(-100%)" };
}
