import { useEffect, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";

/**
 * @typedef {{page: number, pages: number, go: (page: number) => void, view: {current: import("papers/view.js").View | null},
 *   how: import("papers/zoom.js").Fit | null, night: boolean, setNight: (on: boolean) => void,
 *   thumbnails: boolean, setThumbnails: (on: boolean) => void}} Props
 */

/** A button for everything a gesture or a key does. @param {Props} props */
export function Controls({ page, pages, go, view, how, night, setNight, thumbnails, setThumbnails }) {
  const whole = how === "page";
  return html`
    <div class="reader-controls" role="group" aria-label=${t("Pages")}>
      <${Button} icon="gallery-thumbnails" name=${t("Thumbnails")} pressed=${thumbnails} act=${() => setThumbnails(!thumbnails)} />
      <div class="turning">
        <${Button} icon="chevron-left" name=${t("Previous page")} disabled=${page <= 1} act=${() => go(page - 1)} />
        <${GoTo} page=${page} pages=${pages} go=${go} />
        <${Button} icon="chevron-right" name=${t("Next page")} disabled=${page >= pages} act=${() => go(page + 1)} />
      </div>
      <div class="sizing">
        <${Button} icon="zoom-out" name=${t("Smaller")} act=${() => view.current?.step(-1)} />
        <${Button} icon="zoom-in" name=${t("Larger")} act=${() => view.current?.step(1)} />
        <${Button} icon=${whole ? "move-horizontal" : "scan"} name=${whole ? t("Fit the width") : t("Whole page")}
          act=${() => view.current?.fit(whole ? "width" : "page")} />
        <${Button} icon="moon" name=${t("Dark pages")} pressed=${night} act=${() => setNight(!night)} />
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

/** @param {{page: number, pages: number, go: (page: number) => void}} props */
function GoTo({ page, pages, go }) {
  const [typed, setTyped] = useState(String(page));
  const reset = () => setTyped(String(page));
  useEffect(reset, [page]);
  const leave = () => {
    if (/^\d+$/.test(typed)) go(Number(typed));
    reset();
  };
  // Leaving the field is what goes there; the arrow keys then turn the pages again.
  const submit = (/** @type {any} */ event) => (event.preventDefault(), event.target.elements[0].blur());
  return html`
    <form class="go-to" onSubmit=${submit}>
      <input class="control" inputmode="numeric" enterkeyhint="go" autocomplete="off" aria-label=${t("Go to page")} value=${typed}
        onInput=${(/** @type {any} */ { target }) => setTyped(target.value)}
        onFocus=${(/** @type {any} */ { target }) => target.select()} onBlur=${leave} />
      <span class="numbers" data-test="pages">/ ${pages}</span>
    </form>
  `;
}
