import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Missing, nameOf, usePageImage } from "papers/image.js";
import { listen } from "papers/listening.js";
import { ratioOf } from "papers/pages.js";
import { View } from "papers/view.js";
import { pageSize } from "papers/zoom.js";
import { Hits } from "search/hits.js";
import { useInk } from "ink/ink.js";
import { Surface } from "ink/surface.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {import("ink/hands.js").Hands} Hands */

/**
 * The window onto one page: the image, the ink over it, and the hands on both.
 * @param {{paper: Paper, page: number, ink: boolean, fit: import("papers/zoom.js").Fit, touchable: boolean, night: boolean,
 *   turn: (by: 1|-1) => void, onView: (view: View) => void}} props
 */
export function PageWindow({ paper, page, ink, fit, touchable, night, turn, onView }) {
  const frame = useRef(/** @type {any} */ (null));
  const sheet = useRef(/** @type {any} */ (null));
  const hands = useRef(/** @type {any} */ (null));
  const view = useRef(/** @type {any} */ (null));
  const latest = useRef(turn);
  const { tool } = useInk();
  const [pixels, setPixels] = useState(0);
  const image = usePageImage(paper, page, pixels);
  latest.current = turn;

  useLayoutEffect(() => {
    const made = new View(sheet.current, fit, (settled) => {
      setPixels(pageSize(settled.frame).width * settled.at.scale * devicePixelRatio);
      onView(settled);
    });
    made.turn(ratioOf(paper, page));
    view.current = made;
    onView(made);
    const stop = follow(frame.current, made);
    return () => (stop(), made.close());
  }, []);
  useLayoutEffect(() => view.current.turn(ratioOf(paper, page)), [paper.id, page]);
  useEffect(() => {
    if (touchable) return listen(frame.current, () => ({ view: view.current, hands: hands.current, turn: latest.current }));
  }, [touchable]);

  return html`
    <div class="reader-window" ref=${frame} data-tool=${ink ? tool : "hand"}>
      <div class="reader-page ${night ? "night" : ""}" ref=${sheet} data-test="page" data-page=${page}>
        <div class="page-image" ref=${image.holder} role="img" aria-label=${nameOf(paper, page)}></div>
        <${Hits} paper=${paper} page=${page} />
        <${Surface} paper=${paper} page=${page} pixels=${pixels} ink=${ink} hands=${hands} />
      </div>
      <${Missing} state=${image.state} retry=${image.retry} />
    </div>
  `;
}

/** Keeps the view as large as its window. @param {HTMLElement} element @param {View} view */
function follow(element, view) {
  const measure = () => element.clientWidth && view.resize(element.clientWidth, element.clientHeight);
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  measure();
  return () => observer.disconnect();
}
