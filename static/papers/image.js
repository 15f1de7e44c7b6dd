import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { html, RoomContext } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { neighbours, pageUrl, PageImages, urlsOf, widthFor } from "papers/pages.js";

/** @typedef {import("papers/pages.js").Paper} Paper */

/**
 * The image of a page: the sharpest at hand at once, a sharp enough one as soon as it is here.
 * @param {Paper} paper @param {number} page
 * @param {number} pixels of the device, that the page takes up; 0: not known yet
 * @returns {{holder: {current: any}, state: "coming"|"here"|"failed", retry: () => void}} holder: where the image is put
 */
export function usePageImage(paper, page, pixels) {
  const room = useContext(RoomContext);
  const holder = useRef(/** @type {any} */ (null));
  const [images] = useState(() => new PageImages());
  const [state, setState] = useState(/** @type {"coming"|"here"|"failed"} */ ("coming"));
  const [attempt, setAttempt] = useState(0);
  const width = pixels && widthFor(pixels);

  useEffect(() => {
    const shown = images.atHand(urlsOf(paper, page));
    holder.current.replaceChildren(...(shown ? [shown] : []));
    setState(shown ? "here" : "coming");
  }, [paper.sha, page, attempt]);

  useEffect(() => {
    if (!width) return;
    let current = true;
    const show = (/** @type {HTMLImageElement} */ image) => {
      if (!current) return;
      holder.current.replaceChildren(image);
      setState("here");
      prefetch(images, paper, page, width);
    };
    const fail = () => current && !holder.current.firstChild && setState("failed");
    images.load(pageUrl(paper, page, width)).then(show, fail);
    return () => void (current = false);
  }, [paper.sha, page, width, attempt]);

  useEffect(() => {
    if (state !== "failed") return;
    const { since } = room.connection;
    return room.subscribe(() => isBack(room.connection, since) && setAttempt(attempt + 1));
  }, [state, attempt]);

  return { holder, state, retry: () => setAttempt(attempt + 1) };
}

/** @param {Paper} paper @param {number} page @returns {string} what is heard instead of seen */
export function nameOf({ title, pages }, page) {
  return t("{title}, page {page} of {pages}", { title, page, pages: pages ?? page });
}

/** @param {import("kernel/types.js").Connection} connection @param {number} before */
function isBack({ state, since }, before) {
  return state === "online" && since !== before;
}

/** @param {PageImages} images @param {Paper} paper @param {number} page @param {number} width */
function prefetch(images, paper, page, width) {
  for (const other of neighbours(page, paper.pages)) images.load(pageUrl(paper, other, width)).catch(() => {});
}

/** What stands in the window while there is no image. @param {{state: "coming"|"here"|"failed", retry: () => void}} props */
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
