import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, RoomContext } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { mayKeep, neighbours, pageUrl, PageImages, THUMBNAIL, urlsOf, widthFor } from "papers/pages.js";
import { fulfil } from "papers/turned.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {"coming"|"here"|"failed"} State */

const images = new PageImages();

/**
 * The image of a page: the sharpest at hand at once, a small one meanwhile, a sharp enough one as soon as it is here.
 * @param {Paper} paper @param {number} page
 * @param {number} pixels of the device, that the page takes up; 0: not known yet
 * @param {boolean} wanted in sight, or near enough
 * @param {boolean} bare without what others had written in the file; as it is where that cannot be had
 * @returns {{holder: {current: any}, state: State, retry: () => void}} holder: where the image is put
 */
export function usePageImage(paper, page, pixels, wanted, bare) {
  const holder = useRef(/** @type {any} */ (null));
  const [state, setState] = useState(/** @type {State} */ ("coming"));
  const [attempt, setAttempt] = useState(0);
  const width = pixels && widthFor(pixels);
  const retry = () => setAttempt(attempt + 1);
  const show = (/** @type {HTMLImageElement} */ image) => {
    holder.current?.replaceChildren(image);
    setState("here");
    fulfil(`${paper.id}/${page}`);
  };

  useLayoutEffect(() => {
    const here = images.atHand(urlsOf(paper, page, bare));
    if (here) show(here);
    return () => images.drop([...urlsOf(paper, page), ...urlsOf(paper, page, true)], !mayKeep(paper));
  }, [bare]);

  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const empty = () => current && !holder.current?.firstChild;
    const fail = () => empty() && setState("failed");
    const shown = (/** @type {HTMLImageElement} */ image) => current && (show(image), prefetch(paper, page, width));
    const load = (/** @type {number} */ pixels) => loaded(paper, page, pixels, bare);
    if (empty() && mayKeep(paper)) load(THUMBNAIL).then((image) => empty() && show(image), () => {});
    if (width) load(width).then(shown, fail);
    return () => void (current = false);
  }, [width, wanted, attempt, bare]);

  useBack(state === "failed", retry);
  return { holder, state, retry };
}

/** @param {Paper} paper @param {number} page @param {number} width @param {boolean} bare @returns {Promise<HTMLImageElement>} */
function loaded(paper, page, width, bare) {
  const whole = () => images.load(pageUrl(paper, page, width), !mayKeep(paper));
  return bare ? images.load(pageUrl(paper, page, width, true), !mayKeep(paper)).catch(whole) : whole();
}

/** Tries again once the connection is back. @param {boolean} failed @param {() => void} retry */
function useBack(failed, retry) {
  const room = useContext(RoomContext);
  useEffect(() => {
    if (!failed) return;
    const { since } = room.connection;
    return room.subscribe(() => room.connection.state === "online" && room.connection.since !== since && retry());
  }, [failed, retry]);
}

/** @param {Paper} paper @param {number} page @returns {string} what is heard instead of seen */
export function nameOf({ title, pages }, page) {
  return t("{title}, page {page} of {pages}", { title, page, pages: pages ?? page });
}

/**
 * The next page and the one before, so that turning to them takes no time. Not of a guarded paper: whoever asks for its
 * page has seen it.
 * @param {Paper} paper @param {number} page @param {number} width
 */
function prefetch(paper, page, width) {
  if (!mayKeep(paper)) return;
  for (const other of neighbours(page, paper.pages)) images.load(pageUrl(paper, other, width)).catch(() => {});
}

/** What stands in the page's place while there is no image. @param {{state: State, retry: () => void}} props */
export function Missing({ state, retry }) {
  if (state === "here") return null;
  if (state === "coming") return html`<div class="page-coming"></div>`;
  return html`
    <div class="page-failed" role="alert">
      <p>${t("This page could not be loaded.")}</p>
      <button type="button" class="button" onClick=${retry}><${Icon} name="refresh-cw" />${t("Try again")}</button>
    </div>
  `;
}
