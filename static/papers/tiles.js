import { useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { mayKeep } from "papers/pages.js";
import { TILE, tilesFor } from "papers/tiling.js";

/** @typedef {import("papers/tiling.js").Tile} Tile */

/**
 * The part of a page that is in sight, drawn larger, over its picture. What cannot be had is not missed: the picture is below.
 * Of a guarded paper there are no squares, for they would not say whose they are.
 * @param {{paper: import("papers/pages.js").Paper, page: number, ratio: number, pixels: number,
 *   sight: import("papers/column.js").Sight | null, bare: boolean}} props  ratio, sight: of the page, however it lies
 */
export function Tiles({ paper, page, ratio, pixels, sight, bare }) {
  const tiles = mayKeep(paper) ? tilesFor(sight, pixels, ratio) : [];
  if (!tiles.length) return null;
  return html`
    <div class="page-tiles" aria-hidden="true">
      ${tiles.map((tile) => html`<${Square} key=${`${tile.width}/${tile.column}/${tile.row}/${bare}`} ...${{ paper, page, ratio, tile, bare }} />`)}
    </div>
  `;
}

/** @param {{paper: import("papers/pages.js").Paper, page: number, ratio: number, tile: Tile, bare: boolean}} props */
function Square({ paper, page, ratio, tile: { width, column, row }, bare }) {
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  const style = {
    insetInlineStart: percent(column * TILE, width),
    insetBlockStart: percent(row * TILE, width * ratio),
    inlineSize: percent(TILE, width),
  };
  const src = `/papers/${paper.sha}/pages/${page}/tiles/${width}/${column}/${row}?v=${encodeURIComponent(paper.renderer ?? "")}${bare ? "&bare" : ""}`;
  return html`
    <img class="tile" src=${src} style=${style} alt="" draggable=${false} decoding="async" data-test="tile" onError=${() => setFailed(true)} />
  `;
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return `${(100 * part) / whole}%`;
}
