import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { GoTo } from "papers/go_to.js";
import { Looking } from "ink/looking.js";
import { ViewMenu } from "papers/view_menu.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {(place: {paper: string, page: number}) => void} Open */
/**
 * @typedef {{paper: Paper, page: number, pages: number, at: number, last: number, reach: (index: number) => void,
 *   turnTo: (page: number) => void, open: Open, besides: {before: Paper | undefined, after: Paper | undefined},
 *   view: {current: import("papers/view.js").View | null}, how: import("papers/zoom.js").Fit | null, rotate: () => void, readText: () => void,
 *   ways: import("papers/ways.js").Ways, contents: boolean, setContents: (on: boolean) => void}} Props
 *   at, last: among all that is leafed through; besides: the papers before and after this one under its item
 */

/** A button for everything a gesture or a key does. @param {Props} props */
export function Controls({ paper, page, pages, at, last, reach, turnTo, open, besides, view, how, rotate, readText, ways, contents, setContents }) {
  const wide = how === "width";
  return html`
    <div class="reader-controls" role="group" aria-label=${t("Pages")}>
      <div>
        <${Button} icon="table-of-contents" name=${t("Contents")} pressed=${contents} act=${() => setContents(!contents)} />
        <${Button} icon="gallery-thumbnails" name=${t("Thumbnails")} pressed=${ways.thumbnails} act=${() => ways.setThumbnails(!ways.thumbnails)} />
      </div>
      <div class="turning">
        <${Beside} paper=${besides.before} pair=${besides} icon="chevrons-left" words=${t("Previous paper")} open=${open} />
        <${Button} icon="chevron-left" name=${t("Previous page")} disabled=${at <= 0} act=${() => reach(at - 1)} />
        <${GoTo} paper=${paper} page=${page} pages=${pages} go=${turnTo} />
        <${Button} icon="chevron-right" name=${t("Next page")} disabled=${at >= last} act=${() => reach(at + 1)} />
        <${Beside} paper=${besides.after} pair=${besides} icon="chevrons-right" words=${t("Next paper")} open=${open} />
      </div>
      <div>
        <${Button} icon="zoom-out" name=${t("Smaller")} act=${() => view.current?.step(-1)} />
        <${Button} icon="zoom-in" name=${t("Larger")} act=${() => view.current?.step(1)} />
        <${Button} icon=${wide ? "scan" : "move-horizontal"} name=${wide ? t("Whole page") : t("Fit the width")}
          act=${() => view.current?.fit(wide ? "page" : "width")} />
        <${Looking} paper=${paper.id} />
        <${ViewMenu} ...${{ paper, ways, rotate, readText }} />
      </div>
    </div>
  `;
}

/** @param {{icon: string, name: string, act: () => void, pressed?: boolean, disabled?: boolean}} props */
function Button({ icon, name, act, pressed, disabled = false }) {
  return html`
    <button type="button" class="icon-button" aria-label=${name} title=${name} aria-pressed=${pressed} disabled=${disabled} onClick=${act}>
      <${Icon} name=${icon} />
    </button>
  `;
}

/**
 * The way to a paper beside this one; where an item has one paper only, there is none.
 * @param {{paper: Paper | undefined, pair: Props["besides"], icon: string, words: string, open: Open}} props
 */
function Beside({ paper, pair, icon, words, open }) {
  if (!pair.before && !pair.after) return null;
  return html`
    <button type="button" class="icon-button" aria-label=${words} title=${paper ? `${words}: ${paper.title}` : words} disabled=${!paper}
      onClick=${() => paper && open({ paper: paper.id, page: 1 })}>
      <${Icon} name=${icon} />
    </button>
  `;
}
