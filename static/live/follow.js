/** Where I am in the papers: with the presenter, until I turn a page of my own; and the way back. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { askedPlace, rememberedPlace, rememberPlace } from "live/place.js";
import { isForAll } from "papers/secrecy.js";

/** @typedef {import("live/place.js").Place} Place */
/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {{ paper: Paper | undefined, page: number, leads: boolean, detached: boolean, withheld: boolean,
 *              presented: (Place & import("kernel/types.js").Presenting) | undefined,
 *              go: (paper: string, page: number) => void, turn: (page: number) => void, follow: () => void }} Book */

// Leafing quickly through ten pages should not send everybody through all ten.
const SHOW_AFTER_MS = 150;

/** @returns {Book} */
export function useBook() {
  const room = useRoom();
  const said = useRecord("presenting/now");
  // Of a paper that is not for this reader they hear only that one is shown.
  const presenting = said?.paper ? /** @type {Place & typeof said} */ (said) : undefined;
  const papers = useRecords("papers");
  const [asked] = useState(askedPlace);
  const [own, setOwn] = useState(() => asked ?? rememberedPlace(room.boot.meeting));
  const [detached, setDetached] = useState(asked !== null);
  const leads = presenting?.by === room.viewer.person && room.may("papers.present");
  const showing = useShowing();
  const follows = presenting && !detached && !(leads && showing.busy);
  const place = follows ? presenting : own;
  useEffect(() => {
    if (follows) setOwn({ paper: presenting.paper, page: presenting.page });
    if (!presenting) setDetached(false);
  }, [presenting, follows]);
  useEffect(() => rememberPlace(room.boot.meeting, own), [own]);

  /** @param {string} paper @param {number} page */
  function go(paper, page) {
    setOwn({ paper, page });
    if (leads) showing.show({ paper, page });
    else if (presenting) setDetached(true);
  }
  const paper = papers.find(({ id, state }) => id === place?.paper && state === "ready");
  return {
    paper,
    page: place?.page ?? 1,
    leads,
    detached,
    presented: presenting,
    withheld: said !== undefined && !presenting,
    go,
    turn: (page) => paper && go(paper.id, page),
    follow: () => setDetached(false),
  };
}

/** Sends the presented page, the last one if several follow quickly; busy until the server has it. */
function useShowing() {
  const room = useRoom();
  const [waiting, setWaiting] = useState(/** @type {Place | null} */ (null));
  const timer = useRef(/** @type {number | undefined} */ (undefined));
  /** @param {Place} place */
  function show(place) {
    setWaiting(place);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      room.act("presenting.show", place);
      setWaiting(null);
    }, SHOW_AFTER_MS);
  }
  return { show, busy: waiting !== null || room.pending.some(({ name }) => name === "presenting.show") };
}

/** @param {{ book: Book }} props */
export function FollowChip({ book }) {
  const presenter = useRecord(`participants/${book.presented?.by ?? ""}`);
  if (!book.presented || !book.detached) return null;
  const page = book.presented.page;
  const words = presenter?.role === "chair" ? t("Back to the chair's page · {page}", { page }) : t("Back to the presenter's page · {page}", { page });
  return html`
    <button type="button" class="chip accent follow-chip" data-test="follow-chip" onClick=${book.follow}>
      <${Icon} name="undo-2" />${words}
    </button>
  `;
}

/** Who shows what to whom, in words; nothing when nobody presents. @param {{ book: Book }} props */
export function FollowState({ book }) {
  const presenter = useRecord(`participants/${book.presented?.by ?? ""}`);
  const said = useRecord(`restrictions/${book.presented?.paper ?? ""}`);
  if (book.withheld) return html`<span class="chip warn" data-test="withheld"><${Icon} name="lock" />${t("A paper is being shown that is not for you")}</span>`;
  if (!book.presented) return null;
  if (book.leads && said && !isForAll(said)) return html`<span class="chip warn"><${Icon} name="lock" />${t("Only its readers see your page")}</span>`;
  if (book.leads) return html`<span class="chip live"><${Icon} name="presentation" />${t("Everybody sees your page")}</span>`;
  if (book.detached) return html`<span class="chip"><${Icon} name="book-open" />${t("You are reading on your own")}</span>`;
  const words = presenter?.role === "chair" ? t("Following the chair") : t("Following {name}", { name: presenter?.name ?? "" });
  return html`<span class="chip ok"><${Icon} name="presentation" />${words}</span>`;
}
