import { useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { GO_TO } from "papers/keys.js";
import { labelOf, pageMeant, useStructure } from "papers/structure.js";

/**
 * Which page this is, as the paper calls it, and the way to another by what it is called or by its number.
 * @param {{paper: import("papers/pages.js").Paper, page: number, pages: number, go: (page: number) => void}} props
 */
export function GoTo({ paper, page, pages, go }) {
  const { labels } = useStructure(paper);
  const label = labelOf(labels, page);
  // Nothing is reset by an effect: it would run after a quick hand had typed already.
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const leave = () => {
    const meant = typed === null || typed === label ? page : pageMeant(typed, labels, pages);
    if (meant && meant !== page) go(meant);
    setTyped(null);
  };
  // Leaving the field is what goes there; the arrow keys then turn the pages again.
  const submit = (/** @type {any} */ event) => (event.preventDefault(), event.target.elements[0].blur());
  return html`
    <form class="go-to" onSubmit=${submit}>
      <input id=${GO_TO} class="control" inputmode=${labels.length ? "text" : "numeric"} enterkeyhint="go" autocomplete="off"
        aria-label=${t("Go to page")} value=${typed ?? label}
        onInput=${(/** @type {any} */ { target }) => setTyped(target.value)}
        onFocus=${(/** @type {any} */ { target }) => target.select()} onBlur=${leave} />
      <span class="numbers" data-test="pages">${label === String(page) ? "" : `(${page}) `}/ ${pages}</span>
    </form>
  `;
}
