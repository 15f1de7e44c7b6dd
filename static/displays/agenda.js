/** The agenda on the wall: what was, what is on, what comes; so much of it that it can be read from ten metres. */
import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { inOrder } from "agenda/tree.js";
import { around } from "displays/around.js";

const FEW = 4; // items that fit in larger letters

export function AgendaScene() {
  const items = inOrder(useRecords("items"));
  const { shown, before, after } = around(items);
  return html`
    <section class="agenda-scene ${items.length <= FEW ? "few" : ""}" data-test="agenda-scene">
      <h1>${t("Agenda")}</h1>
      ${before > 0 && html`<p class="more">${t("Dealt with before: {n}", { n: before })}</p>`}
      <ol>
        ${shown.map((item) => html`
          <li key=${item.id} class=${item.state} aria-current=${item.state === "open" ? "step" : undefined}>
            <span class="number">${item.state === "closed" ? html`<${Icon} name="check" label=${t("Dealt with")} />` : item.number}</span>
            <span>${item.title}</span>
          </li>
        `)}
      </ol>
      ${after > 0 && html`<p class="more">${t("Further items: {n}", { n: after })}</p>`}
    </section>
  `;
}
