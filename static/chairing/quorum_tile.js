import { t } from "i18n";
import { html, useRecord, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { membersPresent, people } from "attendance/count.js";
import { Tile } from "chairing/tile.js";

/** How many are here, and whether that is enough. @param {{ look: import("chairing/cockpit.js").Look }} props */
export function QuorumTile({ look }) {
  const quorum = useRecord("quorum/now");
  const { present, total } = membersPresent(people(useRecords("participants"), useRecords("attendance")));
  const met = quorum?.met ?? null;
  const words = met === null ? "" : met ? t("Enough: {n} needed", { n: quorum?.needed ?? 0 }) : t("Too few: {n} needed", { n: quorum?.needed ?? 0 });
  const figure = html`<span class="figure numbers" data-test="tile-present">${quorum?.here ?? present}<small> / ${quorum?.total ?? total}</small></span>`;
  return html`
    <${Tile} name="quorum" word=${t("Present")} icon="users" head=${figure} tone=${met === false ? "warn" : ""} open=${() => look("presence-title")}>
      ${words && html`<strong class="two-lines ${met ? "ok-text" : "warn-text"}"><${Icon} name=${met ? "circle-check" : "circle-alert"} />${words}</strong>`}
      ${(quorum?.remote ?? 0) > 0 && html`<span class="line quiet-text">${t("from afar: {n}", { n: quorum?.remote ?? 0 })}</span>`}
    <//>
  `;
}
