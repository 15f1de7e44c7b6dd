/** The consent list on the wall: what is to be adopted together, and what was. */
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { useStandings } from "positions/hooks.js";
import { inState } from "positions/standing.js";

const FEW = 6; // items that fit in large letters

export function ConsentDisplay() {
  const all = useStandings();
  const [listed, adopted] = [inState(all, "listed"), inState(all, "adopted")];
  const shown = listed.length ? listed : adopted;
  const done = !listed.length;
  return html`
    <section class="consent-display ${shown.length > FEW ? "many" : ""}" aria-live="polite" data-test="consent-display">
      <h1><${Icon} name=${done ? "circle-check" : "list"} />${done ? t("Adopted together: {count}", { count: shown.length }) : t("To be adopted together: {count}", { count: shown.length })}</h1>
      <ol class=${done ? "done" : ""}>
        ${shown.map(({ item }) => html`<li key=${item.id}><span class="number">${item.number}</span><span>${item.title}</span></li>`)}
      </ol>
      ${!done && html`<p class="office">${t("Any member can have an item debated by itself.")}</p>`}
    </section>
  `;
}
