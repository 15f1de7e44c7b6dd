/** The form in which a request is written: where, in which way, what about, from which page. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { fits, GENERAL, isOrdinary, QUESTIONS, speaking } from "floor/queue.js";
import { kindWord, queueWord } from "floor/words.js";
import { Dialog } from "live/dialog.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("floor/ask.js").Hall} Hall */

const SUBJECT_LENGTH = 200;

/**
 * @param {{hall: Hall, live: boolean, ask: (args: object) => void, book?: import("live/follow.js").Book, close: () => void}} props
 */
export function AskForm({ hall, live, ask, book, close }) {
  const [queue, setQueue] = useState(hall.lines[0].id);
  const [picked, setKind] = useState(/** @type {Speaker["kind"] | null} */ (null));
  const kinds = kindsFor(hall, queue, live);
  const kind = picked && kinds.includes(picked) ? picked : kinds[0];
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const place = form.has("page") && book?.paper ? { paper: book.paper.id, page: book.page } : {};
    const category = kind === "point_of_order" ? { category: String(form.get("category") ?? "") } : {};
    ask({ queue, kind, subject: String(form.get("subject")).trim(), ...category, ...place });
    close();
  };
  return html`
    <${Dialog} title=${live ? t("Ask to speak") : t("Register to speak")} close=${close}>
      <form class="stack" onSubmit=${send} data-test="ask-form">
        <${QueueField} hall=${hall} queue=${queue} choose=${setQueue} />
        <${KindChoice} kinds=${kinds} kind=${kind} choose=${setKind} />
        ${kind === "point_of_order" && (hall.floor?.categories.length ?? 0) > 0 && html`<${CategoryField} categories=${hall.floor?.categories ?? []} />`}
        <div class="field">
          <label for="ask-subject">${t("Subject (may be left empty)")}</label>
          <input id="ask-subject" name="subject" maxlength=${SUBJECT_LENGTH} autocomplete="off" />
        </div>
        ${book?.paper && html`<${PageField} book=${book} />`}
        ${hall.floor?.anonymous && html`<p class="notice"><${Icon} name="eye-off" /><span>${t("Only chair and secretary see who asks, until you are called.")}</span></p>`}
        ${!kinds.length && html`<p class="notice"><${Icon} name="lock" /><span>${t("The queue is closed")}</span></p>`}
        <div class="row apart">
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
          <button type="submit" class="button primary" disabled=${!kinds.length} data-test="send-request"><${Icon} name="send" />${t("Send")}</button>
        </div>
      </form>
    <//>
  `;
}

/** What may be asked for here and now. @param {Hall} hall @param {string} queue @param {boolean} live @returns {Speaker["kind"][]} */
function kindsFor(hall, queue, live) {
  const { open } = hall.queueOf(queue);
  const offered = /** @type {Speaker["kind"][]} */ ([...(hall.floor?.kinds ?? []), "question"]).filter((kind) => fits(kind, queue));
  const somebody = speaking(hall.speakers) !== null;
  return offered.filter((kind) => {
    if (!open && !(kind === "point_of_order" && hall.floor?.orders_pass)) return false;
    if (!live) return isOrdinary(kind);
    return kind !== "interposed" || somebody;
  });
}

/** @param {{hall: Hall, queue: string, choose: (queue: string) => void}} props */
function QueueField({ hall, queue, choose }) {
  const items = hall.items.filter(({ state }) => state !== "closed").sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
  const queues = [...items.map(({ id }) => id), GENERAL, ...(hall.floor?.questions ? [QUESTIONS] : [])];
  return html`
    <div class="field">
      <label for="ask-queue">${t("On what")}</label>
      <select id="ask-queue" onChange=${(/** @type {any} */ event) => choose(event.target.value)}>
        ${queues.map((id) => html`<option key=${id} value=${id} selected=${id === queue}>${queueWord(id, items.find((item) => item.id === id))}</option>`)}
      </select>
    </div>
  `;
}

/** @param {{kinds: Speaker["kind"][], kind: Speaker["kind"], choose: (kind: Speaker["kind"]) => void}} props */
function KindChoice({ kinds, kind, choose }) {
  if (kinds.length < 2) return null;
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${t("Kind of request")}</legend>
      ${kinds.map(
        (one) => html`
          <label class="choice" key=${one}><input type="radio" name="kind" value=${one} checked=${one === kind} onChange=${() => choose(one)} />${kindWord(one)}</label>
        `,
      )}
    </fieldset>
  `;
}

/** @param {{categories: string[]}} props */
function CategoryField({ categories }) {
  return html`
    <div class="field">
      <label for="ask-category">${t("Kind of point of order")}</label>
      <select id="ask-category" name="category">
        <option value="">${t("Another")}</option>
        ${categories.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
      </select>
    </div>
  `;
}

/** @param {{book: import("live/follow.js").Book}} props */
function PageField({ book }) {
  const words = t("To page {page} of “{title}”", { page: book.page, title: book.paper?.title ?? "" });
  return html`<label class="choice"><input type="checkbox" name="page" defaultChecked data-test="ask-page" />${words}</label>`;
}
