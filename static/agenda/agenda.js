/** The programme: numbered items, the one being dealt with, and the papers under each. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { PaperProgress } from "agenda/progress.js";
import { branches, latestOf, papersOf } from "agenda/tree.js";
import { freshness, readPapers } from "agenda/unread.js";
import { ThreadCount } from "comments/count.js";
import { KeepMeeting, KeptSign } from "offline/keep.js";
import { PaperMarks } from "papers/secrecy.js";
import { PositionOnItem } from "positions/in_item.js";

/** @typedef {import("agenda/tree.js").Branch} Branch */
/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {{ chosen: string | undefined, read: Record<string, string>, onPaper: (paper: Paper) => void,
 *              runs: boolean }} Manner */

/** @param {{ chosen: string | undefined, onPaper: (paper: Paper) => void }} props */
export function Agenda({ chosen, onPaper }) {
  const room = useRoom();
  const items = useRecords("items");
  const papers = latestOf(useRecords("papers"));
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const live = meeting?.state === "live";
  const read = readPapers(room.boot.meeting, room.boot.person);
  const manner = { chosen, read, onPaper, runs: live && room.may("agenda.run") };
  const general = papersOf(papers, null);
  return html`
    <nav class="agenda" aria-labelledby="agenda-title">
      <h2 id="agenda-title">${meeting?.written ? t("Papers") : t("Agenda")}</h2>
      <${KeepMeeting} />
      ${!items.length && !meeting?.written && html`<p class="quiet-text">${t("There is no agenda yet.")}</p>`}
      <${Level} items=${branches(items, papers)} manner=${manner} />
      ${general.length > 0 &&
      html`${!meeting?.written && html`<h3>${t("Papers of the meeting")}</h3>`}<${Papers} papers=${general} manner=${manner} />`}
    </nav>
  `;
}

/** @param {{ items: Branch[], manner: Manner }} props */
function Level({ items, manner }) {
  if (!items.length) return null;
  return html`<ol class="items">${items.map((item) => html`<${ItemLine} key=${item.id} item=${item} manner=${manner} />`)}</ol>`;
}

/** @param {{ item: Branch, manner: Manner }} props */
function ItemLine({ item, manner }) {
  return html`
    <li class="item ${item.state}" aria-current=${item.state === "open" ? "step" : undefined} data-test="agenda-item">
      <div class="line">
        <span class="number">${item.number}${item.state === "closed" && html`<${Icon} name="check" label=${t("Done")} />`}</span>
        <div class="words">
          <span class="title">${item.title}</span>
          <span class="details">
            ${item.presenter}${item.presenter && item.minutes && " · "}
            ${item.minutes && html`<span class="minutes">${t("{n} min", { n: item.minutes })}</span>`}
          </span>
          ${item.state === "open" && html`<span class="chip accent">${t("Now")}</span>`}
        </div>
        ${manner.runs && html`<${Run} item=${item} />`}
      </div>
      <${PositionOnItem} item=${item.id} />
      <${Papers} papers=${item.papers} manner=${manner} />
      <${Level} items=${item.children} manner=${manner} />
    </li>
  `;
}

/** @param {{ item: Branch }} props */
function Run({ item }) {
  const room = useRoom();
  const [name, icon, words] =
    item.state === "open"
      ? ["agenda.close_item", "check", t("Close item {number}", { number: item.number })]
      : ["agenda.open_item", "play", t("Open item {number}", { number: item.number })];
  return html`
    <button type="button" class="icon-button" aria-label=${words} title=${words} onClick=${() => room.act(name, { id: item.id })}>
      <${Icon} name=${icon} />
    </button>
  `;
}

/** @param {{ papers: Paper[], manner: Manner }} props */
function Papers({ papers, manner }) {
  if (!papers.length) return null;
  return html`
    <ul class="papers">
      ${papers.map(
        (paper) => html`<li key=${paper.id}><${PaperLine} paper=${paper} manner=${manner} /><${PaperProgress} paper=${paper} /></li>`,
      )}
    </ul>
  `;
}

/** @param {{ paper: Paper, manner: Manner }} props */
function PaperLine({ paper, manner }) {
  const ready = paper.state === "ready";
  const chosen = manner.chosen === paper.id;
  return html`
    <button type="button" class="paper" aria-current=${chosen ? "page" : undefined} disabled=${!ready}
            data-test="agenda-paper" onClick=${() => manner.onPaper(paper)}>
      <${Icon} name="file-text" />
      <span class="title">${paper.title} ${paper.issuer && html`<span class="issuer quiet-text small-text">${paper.issuer.name}</span>`} <${PaperMarks} paper=${paper} /> <${KeptSign} paper=${paper} /> <${ThreadCount} papers=${[paper.id]} /></span>
      <${PaperState} paper=${paper} fresh=${chosen ? "read" : freshness(paper, manner.read)} />
    </button>
  `;
}

/** @param {{ paper: Paper, fresh: "new" | "changed" | "read" }} props */
function PaperState({ paper, fresh }) {
  if (paper.state === "failed") return html`<span class="chip danger">${t("Cannot be read")}</span>`;
  if (paper.state !== "ready") return html`<span class="chip warn">${t("Being prepared")}</span>`;
  if (fresh === "new") return html`<span class="chip fresh">${t("New")}</span>`;
  if (fresh === "changed") return html`<span class="chip fresh">${t("Changed")}</span>`;
  return html`<span class="details numbers">${t("{n} pp.", { n: paper.pages ?? 0 })}</span>`;
}
