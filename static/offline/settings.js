/** In the settings: what lies on this tablet, how much it is, until when, and how it goes away. */
import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { date } from "kernel/time.js";
import { useKeeper } from "offline/offline.js";
import { isWhole, sizeOf } from "offline/shelf.js";
import { weight } from "offline/words.js";

/** @typedef {import("offline/shelf.js").Row} Row */

export function OnThisTablet() {
  const keeper = useKeeper();
  const titles = new Map(useRecords("papers").map(({ id, title }) => [id, title]));
  return html`
    <section class="stack tight" data-test="on-this-tablet">
      <h3><${Icon} name="download" /> ${t("On this tablet")}</h3>
      ${keeper ? html`<${Kept} keeper=${keeper} titles=${titles} />` : html`<p class="quiet-text">${t("This tablet keeps nothing for reading without network.")}</p>`}
    </section>
  `;
}

/** @param {{ keeper: import("offline/keeper.js").Keeper, titles: Map<string, string> }} props */
function Kept({ keeper, titles }) {
  const mine = keeper.shelf.of(keeper.meeting);
  const others = [...keeper.shelf.rows.values()].filter(({ meeting }) => meeting !== keeper.meeting);
  const all = [...mine, ...others];
  if (!all.length) return html`<p class="quiet-text">${t("Nothing is kept on this tablet.")}</p>`;
  const remove = (/** @type {Row[]} */ rows) => keeper.forget(rows);
  return html`
    <p class="quiet-text">${t("Sealed, for you alone. It goes when you sign out, and on the day that stands beside it.")}</p>
    <ul class="list boxed">
      ${mine.map((row) => html`<${Line} key=${row.name} title=${titles.get(row.paper) ?? ""} rows=${[row]} remove=${remove} />`)}
      ${others.length > 0 && html`<${Line} title=${t("Other meetings")} rows=${others} remove=${remove} />`}
    </ul>
    <div class="row apart">
      <span class="numbers">${t("Together {size}", { size: weight(sizeOf(all)) })}</span>
      <button type="button" class="button" onClick=${() => remove(all)}><${Icon} name="trash-2" />${t("Remove all")}</button>
    </div>
  `;
}

/** @param {{ title: string, rows: Row[], remove: (rows: Row[]) => void }} props */
function Line({ title, rows, remove }) {
  const until = Math.min(...rows.map((row) => row.until));
  const here = rows.every(isWhole);
  return html`
    <li class="row apart">
      <span>
        <strong>${title}</strong>${" "}
        <span class="quiet-text numbers">${weight(sizeOf(rows))} · ${here ? t("until {day}", { day: date(until) }) : t("not all of it is here yet")}</span>
      </span>
      <button type="button" class="icon-button" aria-label=${t("Remove {what} from this tablet", { what: title })} title=${t("Remove")}
              onClick=${() => remove(rows)}><${Icon} name="trash-2" /></button>
    </li>
  `;
}
