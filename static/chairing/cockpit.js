/** The state of the whole meeting in one band, always in sight of whoever runs it: each part leads to what is behind it. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { countdown } from "kernel/time.js";
import { nextItem, openItem } from "agenda/tree.js";
import { FloorTile } from "chairing/floor_tile.js";
import { QuorumTile } from "chairing/quorum_tile.js";
import { Tile } from "chairing/tile.js";
import { VoteTile } from "chairing/vote_tile.js";
import { WordsTile } from "chairing/words_tile.js";
import { LateChip } from "live/agenda_clock.js";
import { useKeys } from "live/keys.js";
import { itemClock } from "live/plan.js";

/** @typedef {import("kernel/types.js").Item} Item */
/** @typedef {(place: string) => void} Look shows the part of the desk with this id */

/** @param {{ look: Look }} props */
export function Cockpit({ look }) {
  useKeys({ q: () => look("floor-title"), w: () => look("polls-title"), d: () => look("presence-title"), i: () => look("line-title") });
  return html`
    <section class="cockpit" aria-label=${t("The meeting at a glance")} data-test="cockpit">
      <${NowTile} look=${look} />
      <${FloorTile} look=${look} />
      <${VoteTile} look=${look} />
      <${QuorumTile} look=${look} />
      <${WordsTile} look=${look} />
    </section>
  `;
}

/** What is on, what comes next, and both against the clock. @param {{ look: Look }} props */
function NowTile({ look }) {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const items = useRecords("items");
  const open = openItem(items);
  const next = nextItem(items);
  if (!meeting) return null;
  const head = open && html`<${ItemClock} item=${open} />`;
  return html`
    <${Tile} name="now" word=${t("Now")} icon="list-ordered" head=${head} open=${() => look("now-title")}>
      <strong class="two-lines">${open ? `${open.number}. ${open.title}` : t("No item is open")}</strong>
      <span class="line"><${LateChip} meeting=${meeting} short />${next && meeting.state !== "ended" && html`<span class="quiet-text">${t("Next")}</span> ${next.number}. ${next.title}`}</span>
    <//>
  `;
}

/** @param {{ item: Item }} props */
function ItemClock({ item }) {
  const { elapsed, left } = itemClock(item, useTick(1000));
  const over = left !== null && left < 0;
  return html`
    <span class="figure numbers ${over ? "over" : ""}">
      ${over && html`<${Icon} name="circle-alert" label=${t("Over time")} />`}${countdown(elapsed)}${left !== null && html`<small> / ${item.minutes}'</small>`}
    </span>
  `;
}
