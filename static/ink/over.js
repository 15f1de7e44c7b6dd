import { useContext, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html, RoomContext, useRecords, useRedraw } from "kernel/hooks.js";
import { t } from "i18n";
import { grown, UNITS } from "ink/geometry.js";
import { useInk } from "ink/ink.js";
import { frameOf, handlesOf } from "ink/lasso.js";
import { unbroken } from "ink/lettering.js";
import { paintGrowing } from "ink/paint.js";
import { pickedOn } from "ink/picked.js";
import { pinOf } from "ink/shapes.js";
import { useWatched } from "ink/watched.js";

/**
 * @typedef {import("ink/ink.js").Ink} Ink
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("ink/geometry.js").Box} Box
 * @typedef {{paper: string, page: number, ratio: number, pixels: number}} Props  pixels: of the device, that the page is wide
 */

const SOFT_EDGE = 20;
const WIDEST = 4096; // that every browser can draw on
const LONGEST_LABEL = 120;
const SAID = ["note", "text"];

/** What of the ink on a page can be touched, and what of it is on its way. @param {Props} props */
export function Over({ paper, page, ratio, pixels }) {
  const ink = useInk();
  useNotes(ink);
  const preview = useWatched(ink.preview);
  useWatched(ink.picked);
  const here = preview?.paper === paper && preview.page === page ? preview : null;
  const marks = ink.on(paper, page);
  const picked = pickedOn(ink, { paper, page });
  const shown = here && picked.length && here.marks.length ? here.marks : picked;
  return html`
    <div class="ink-over">
      ${here && here.marks.length > 0 && html`<${Passing} marks=${here.marks} ratio=${ratio} pixels=${pixels} />`}
      ${here?.loop && html`<${Loop} points=${here.loop} ratio=${ratio} />`}
      <${Pins} ink=${ink} notes=${marks.filter(({ tool }) => tool === "note")} ratio=${ratio} />
      <${Typed} marks=${marks.filter(({ tool }) => tool === "text")} />
      ${shown.length > 0 && html`<${Frame} marks=${shown} ratio=${ratio} movable=${picked.every((mark) => ink.mayChange(mark))} />`}
    </div>
  `;
}

/** Drawn anew when a note, a text or a chosen mark changes, not with every stroke of somebody. @param {Ink} ink */
function useNotes(ink) {
  const room = useContext(RoomContext);
  const redraw = useRedraw();
  useEffect(() => {
    let { pending } = room;
    const concerns = (/** @type {string} */ key, /** @type {any} */ before) => {
      const [kind, id] = key.split("/");
      if (kind !== "strokes") return kind === "ink";
      return [before, room.store.records.get(key)].some((mark) => SAID.includes(mark?.tool)) || (ink.picked.value?.ids.includes(id) ?? false);
    };
    const stops = [
      room.store.subscribe((changed) => [...changed].some(([key, before]) => concerns(key, before)) && redraw()),
      room.subscribe(() => pending !== room.pending && ((pending = room.pending), redraw())),
    ];
    redraw();
    return () => stops.forEach((stop) => stop());
  }, [room, ink]);
}

/** Marks on their way, on a canvas that is no larger than they are. @param {{marks: Stroke[], ratio: number, pixels: number}} props */
function Passing({ marks, ratio, pixels }) {
  const canvas = useRef(/** @type {any} */ (null));
  const [left, top, right, bottom] = grown(frameOf(marks), SOFT_EDGE);
  const unit = Math.min(Math.max(pixels, 1) / UNITS, WIDEST / Math.max(right - left, bottom - top));
  const [width, height] = [Math.ceil((right - left) * unit), Math.ceil((bottom - top) * unit)];
  useLayoutEffect(() => {
    Object.assign(canvas.current, { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.current.getContext("2d"));
    context.setTransform(unit, 0, 0, unit, -left * unit, -top * unit);
    for (const mark of marks) paintGrowing(context, mark);
  }, [marks, pixels]);
  return html`<canvas class="ink-passing" ref=${canvas} style=${lying([left, top, left + width / unit, top + height / unit], ratio)} aria-hidden="true"></canvas>`;
}

/** @param {{points: [number, number][], ratio: number}} props */
function Loop({ points, ratio }) {
  return html`
    <svg class="ink-loop" viewBox=${`0 0 ${UNITS} ${UNITS * ratio}`} aria-hidden="true"><polygon points=${points.join(" ")} /></svg>
  `;
}

/** A note is read by touching its pin. @param {{ink: Ink, notes: Stroke[], ratio: number}} props */
function Pins({ ink, notes, ratio }) {
  const participants = useRecords("participants");
  const leaf = useWatched(ink.leaf);
  return notes.map((mark) => {
    const name = participants.find(({ person }) => person === mark.by)?.name ?? t("Somebody");
    return html`
      <button type="button" class="ink-pin" key=${mark.id} id=${`pin-${mark.id}`} style=${lying(pinOf(mark.points), ratio)} data-test="pin"
        aria-label=${t("Note by {name}: {text}", { name, text: mark.text.slice(0, LONGEST_LABEL) })} aria-expanded=${leaf?.mark.id === mark.id}
        onClick=${() => (ink.leaf.value = { mark, fresh: false })}></button>
    `;
  });
}

/** What is typed on the page, for whoever hears it. @param {{marks: Stroke[]}} props */
function Typed({ marks }) {
  const participants = useRecords("participants");
  return marks.map((mark) => {
    const name = participants.find(({ person }) => person === mark.by)?.name ?? t("Somebody");
    return html`<p class="visually-hidden" key=${mark.id} data-test="typed">${t("Text by {name}: {text}", { name, text: unbroken(mark.text) })}</p>`;
  });
}

/** About what is chosen. @param {{marks: Stroke[], ratio: number, movable: boolean}} props */
function Frame({ marks, ratio, movable }) {
  const frame = frameOf(marks);
  return html`
    <div class="ink-frame" style=${lying(frame, ratio)} data-test="ink-frame" aria-hidden="true"></div>
    ${movable && handlesOf(marks).map(([x, y], i) => html`
      <span class="ink-handle" key=${i} style=${lying([x, y, x, y], ratio)} aria-hidden="true"></span>
    `)}
  `;
}

/** @param {Box} box in page space @param {number} ratio of the page */
function lying([left, top, right, bottom], ratio) {
  const part = (/** @type {number} */ units) => `${(100 * units) / UNITS}%`;
  return { left: part(left), top: part(top / ratio), width: part(right - left), height: part((bottom - top) / ratio) };
}
