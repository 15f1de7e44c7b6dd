/** "Keep on this tablet": for the whole meeting, for one paper, and the sign of what is here. */
import { useEffect } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { date } from "kernel/time.js";
import { latestOf } from "agenda/tree.js";
import { useKeeper } from "offline/offline.js";
import { isWhole, sizeOf } from "offline/shelf.js";
import { weight } from "offline/words.js";
import { mayKeep } from "papers/pages.js";

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {import("offline/keeper.js").Keeper} Keeper */

/** One tap for all papers of the meeting; then how far it is, and what is here. */
export function KeepMeeting() {
  const room = useRoom();
  const keeper = useKeeper();
  const papers = latestOf(useRecords("papers")).filter((paper) => paper.state === "ready" && mayKeep(paper));
  if (!keeper || !papers.length) return null;
  const rows = papers.map(({ id }) => keeper.shelf.row(keeper.meeting, id));
  const here = rows.filter(isWhole).length;
  const online = room.connection.state === "online";
  const coming = rows.some((row) => row?.marked && !isWhole(row)) && !keeper.full;
  return html`
    <div class="keep">
      ${here < papers.length && (coming
        ? html`<${Coming} ...${{ keeper, papers, here, online }} />`
        : html`<${Offer} keeper=${keeper} papers=${papers} here=${here} able=${online && keeper.bounds.until > 0} />`)}
      <div role="status">
        ${keeper.full && html`<p class="keep-meeting">${t("There is no more room on this tablet. Remove something in the settings.")}</p>`}
        ${here === papers.length && html`<${AllHere} keeper=${keeper} />`}
      </div>
    </div>
  `;
}

/** @param {{ keeper: Keeper, papers: Paper[], here: number, able: boolean }} props */
function Offer({ keeper, papers, here, able }) {
  const some = t("{n} of {of} papers can be read without network", { n: here, of: papers.length });
  return html`
    <div class="keep-meeting">
      <button type="button" class="button" data-test="keep-meeting" disabled=${!able} onClick=${() => keeper.keepMeeting(papers)}>
        <${Icon} name="download" />${t("Keep on this tablet")}
      </button>
      <p class="quiet-text">${here ? some : t("All papers can then be read without network.")}</p>
    </div>
  `;
}

/** @param {{ keeper: Keeper, papers: Paper[], here: number, online: boolean }} props */
function Coming({ keeper, papers, here, online }) {
  const rows = papers.map(({ id }) => keeper.shelf.row(keeper.meeting, id));
  const pages = papers.reduce((sum, paper) => sum + (paper.pages ?? 0), 0);
  const have = rows.reduce((sum, row) => sum + (row?.have ?? 0), 0);
  const size = weight(sizeOf(keeper.shelf.of(keeper.meeting)));
  const words = t("{n} of {of} papers on this tablet · {size}", { n: here, of: papers.length, size });
  return html`
    <div class="keep-meeting" data-test="keeping">
      <progress class="progress" max=${pages} value=${have} aria-label=${t("Keep on this tablet")}></progress>
      <p class="quiet-text numbers">${words}${!online && html` · ${t("goes on when the network is back")}`}</p>
    </div>
  `;
}

/** @param {{ keeper: Keeper }} props */
function AllHere({ keeper }) {
  const rows = keeper.shelf.of(keeper.meeting);
  const until = Math.min(...rows.map((row) => row.until));
  return html`
    <p class="keep-meeting here" data-test="all-here">
      <${Icon} name="circle-check" />
      <span>${t("All papers are on this tablet until {day}", { day: date(until) })} <span class="quiet-text numbers">· ${weight(sizeOf(rows))}</span></span>
    </p>
  `;
}

/** Whether a paper can be read without network. @param {{ paper: Paper }} props */
export function KeptSign({ paper }) {
  const keeper = useKeeper();
  if (!isWhole(keeper?.shelf.row(keeper.meeting, paper.id))) return null;
  return html`<span class="kept-sign" data-test="kept-sign"><${Icon} name="circle-check" label=${t("On this tablet")} /></span>`;
}

/** In the reader's menu: this paper. @param {{ paper: Paper }} props */
export function KeepPaper({ paper }) {
  const keeper = useKeeper();
  if (!keeper || !mayKeep(paper)) return null;
  const row = keeper.shelf.row(keeper.meeting, paper.id);
  const toggle = () => (row?.marked ? keeper.forget([row]) : keeper.keep([paper], true));
  return html`
    <button type="button" class="button quiet" aria-pressed=${Boolean(row?.marked)} disabled=${!row?.marked && !keeper.bounds.until} onClick=${toggle}>
      <${Icon} name="download" />${t("Keep on this tablet")}
    </button>
  `;
}

/** What was opened is kept as well, little by little. @param {Paper | undefined} paper */
export function useOpened(paper) {
  const keeper = useKeeper();
  const may = keeper?.bounds.until;
  useEffect(() => {
    if (keeper && paper && may) void keeper.keep([paper], false);
  }, [keeper, paper?.id, paper?.sha, may]);
}
