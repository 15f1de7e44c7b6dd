/** Where I am in the papers: with the presenter, until I move the page myself; and the way back. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { askedPlace, isSamePlace, rememberedPlace, rememberPlace } from "live/place.js";
import { notify } from "live/toasts.js";
import { isForAll } from "papers/secrecy.js";
import { useFollowers } from "presenting/followers.js";
import { Guiding } from "presenting/guiding.js";
import { usePresents } from "presenting/presents.js";

/** @typedef {import("live/place.js").Place} Place */
/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {Place & import("kernel/types.js").Presenting} Presented */
/** @typedef {{ paper: Paper | undefined, page: number, leads: boolean, detached: boolean, withheld: boolean, presented: Presented | undefined,
 *              left: Place | null, forget: () => void, guide: Guiding, followers: number,
 *              go: (paper: string, page: number) => void, turn: (page: number) => void, follow: () => void, show: () => void }} Book
 *   left: where I read on my own until everybody was brought to the presenter; followers: known to who presents
 */

// Leafing quickly through ten pages should not send everybody through all ten.
const SHOW_AFTER_MS = 150;

/** @returns {Book} */
export function useBook() {
  const room = useRoom();
  const said = useRecord("presenting/now");
  // Of a paper that is not for this reader they hear only that one is shown.
  const presenting = said?.paper ? /** @type {Presented} */ (said) : undefined;
  const papers = useRecords("papers");
  const [asked] = useState(askedPlace);
  const [own, setOwn] = useState(() => asked ?? rememberedPlace(room.boot.meeting));
  const [detached, setDetached] = useState(asked !== null);
  const [left, setLeft] = useState(/** @type {Place | null} */ (null));
  const presents = usePresents();
  const leads = presents && presenting?.by === room.viewer.person;
  const [guide] = useState(() => new Guiding());
  const showing = useShowing(guide);
  const follows = presenting !== undefined && !detached && !(leads && showing.busy);
  const place = follows ? presenting : own;
  guide.part = { presented: presenting, follows: follows && !leads, leads, look: showing.now, signal: room.signal.bind(room) };
  useGuide(guide, presenting);
  const followers = useFollowers(follows && !leads);
  useEffect(() => {
    if (follows) setOwn({ paper: presenting.paper, page: presenting.page });
    if (!presenting) setDetached(false);
  }, [presenting, follows]);
  useEffect(() => rememberPlace(room.boot.meeting, own), [own]);
  useGathering(said?.gathered ?? 0, () => {
    guide.gather();
    if (!detached || !presenting || leads) return;
    if (!isSamePlace(own, presenting)) setLeft(own);
    setDetached(false);
    notify(t("Everybody has been brought to the presenter's page."));
  });

  /** @param {string} paper @param {number} page */
  function go(paper, page) {
    setOwn({ paper, page });
    setLeft(null);
    if (leads) showing.soon({ paper, page });
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
    left: follows ? left : null,
    forget: () => setLeft(null),
    guide,
    followers,
    go,
    turn: (page) => paper && go(paper.id, page),
    follow: () => setDetached(false),
    show: () => paper && (setDetached(false), showing.now({ paper: paper.id, page: place?.page ?? 1 })),
  };
}

/**
 * Brings the pages to where the presenter's are, whenever those have moved.
 * @param {Guiding} guide @param {import("kernel/types.js").Presenting | undefined} presented
 */
export function useGuide(guide, presented) {
  const room = useRoom();
  const { follows } = guide.part;
  useLayoutEffect(() => guide.apply(), [presented, follows]);
  useEffect(() => {
    const stops = [room.on("window", (body, by) => guide.hear(body, by)), room.on("pointer", (body, by) => guide.point(body, by))];
    return () => (stops.forEach((stop) => stop()), guide.close());
  }, []);
}

/** Everybody is called together; not again for whoever comes later. @param {number} gathered @param {() => void} come */
function useGathering(gathered, come) {
  const known = useRef(gathered);
  useEffect(() => {
    if (gathered > known.current) come();
    known.current = gathered;
  }, [gathered]);
}

/** Sends the presented page, the last one if several follow quickly; busy until the server has it. @param {Guiding} guide */
function useShowing(guide) {
  const room = useRoom();
  const [waiting, setWaiting] = useState(/** @type {Place | null} */ (null));
  const timer = useRef(/** @type {number | undefined} */ (undefined));
  /** @param {Place} place @param {number[] | null} [window] */
  function now(place, window = guide.shows(place)) {
    clearTimeout(timer.current);
    room.act("presenting.show", { ...place, window });
    setWaiting(null);
  }
  /** @param {Place} place */
  function soon(place) {
    setWaiting(place);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => now(place), SHOW_AFTER_MS);
  }
  return { now, soon, busy: waiting !== null || room.pending.some(({ name }) => name === "presenting.show") };
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

/** The way back to where I read on my own before everybody was brought together. @param {{ book: Book }} props */
export function LeftChip({ book }) {
  const paper = useRecord(`papers/${book.left?.paper ?? ""}`);
  const { left } = book;
  if (!left || !paper) return null;
  const words = left.paper === book.paper?.id ? t("Back to page {page}, where I was", { page: left.page }) : t("Back to {title}, where I was", { title: paper.title });
  return html`
    <div class="follow-chip pair" role="group">
      <button type="button" class="button" data-test="left-chip" onClick=${() => book.go(left.paper, left.page)}><${Icon} name="arrow-left" />${words}</button>
      <button type="button" class="icon-button" aria-label=${t("Stay here")} title=${t("Stay here")} onClick=${book.forget}><${Icon} name="x" /></button>
    </div>
  `;
}

/** Who shows what to whom, in words; nothing when nobody presents. @param {{ book: Book }} props */
export function FollowState({ book }) {
  const presenter = useRecord(`participants/${book.presented?.by ?? ""}`);
  const said = useRecord(`restrictions/${book.presented?.paper ?? ""}`);
  if (book.withheld) return html`<span class="chip warn" data-test="withheld"><${Icon} name="lock" />${t("A paper is being shown that is not for you")}</span>`;
  if (!book.presented) return null;
  if (book.leads && said && !isForAll(said)) return html`<span class="chip warn"><${Icon} name="lock" />${t("Only its readers see your page")}</span>`;
  if (book.leads) {
    return html`
      <span class="chip live"><${Icon} name="presentation" />${t("Everybody sees your page")}</span>
      <span class="chip" data-test="followers" title=${t("{n} follow", { n: book.followers })}>
        <${Icon} name="users" /><span class="numbers" aria-hidden="true">${book.followers}</span><span class="visually-hidden">${t("{n} follow", { n: book.followers })}</span>
      </span>
    `;
  }
  if (book.detached) return html`<span class="chip"><${Icon} name="book-open" />${t("You are reading on your own")}</span>`;
  const words = presenter?.role === "chair" ? t("Following the chair") : t("Following {name}", { name: presenter?.name ?? "" });
  return html`<span class="chip ok"><${Icon} name="presentation" />${words}</span>`;
}
