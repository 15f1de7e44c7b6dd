import { t } from "i18n";
import { newId } from "kernel/ids.js";

/** @typedef {{ id: string, file: File, item: string | null, title: string, replaces?: string, expected?: string, sent: number, why: string,
 *              state: "waiting" | "sending" | "filed" | "failed", request?: XMLHttpRequest }} Upload
 *  `id` is the paper's: the same file sent again under it is filed once. `sent` is a fraction. */

const AT_ONCE = 3;

/** Files on their way to the server: a few at a time, each with its own progress, each to be cancelled or tried again. */
export class Uploads {
  #url;
  #csrf;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Upload[]} */
  all = [];
  filed = 0;

  /** @param {{ url: string, csrf: string }} options */
  constructor({ url, csrf }) {
    this.#url = url;
    this.#csrf = csrf;
  }

  get busy() {
    return this.all.some(({ state }) => state === "waiting" || state === "sending");
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** @param {{ file: File, item: string | null, title: string, replaces?: string, expected?: string }[]} files */
  add(files) {
    if (!this.busy) this.filed = 0;
    const fresh = files.map((file) => ({ ...file, id: newId(), sent: 0, why: "", state: /** @type {const} */ ("waiting") }));
    this.all = [...this.all, ...fresh];
    this.#go();
  }

  /** @param {Upload} upload */
  cancel(upload) {
    upload.request?.abort();
    this.all = this.all.filter((other) => other !== upload);
    this.#go();
  }

  /** @param {Upload} upload */
  retry(upload) {
    Object.assign(upload, { state: "waiting", sent: 0, why: "" });
    this.#go();
  }

  #go() {
    const sending = this.all.filter(({ state }) => state === "sending").length;
    const waiting = this.all.filter(({ state }) => state === "waiting");
    for (const upload of waiting.slice(0, AT_ONCE - sending)) this.#send(upload);
    this.#changed();
  }

  /** @param {Upload} upload */
  #send(upload) {
    const request = new XMLHttpRequest();
    Object.assign(upload, { state: "sending", request });
    request.open("POST", this.#url);
    request.setRequestHeader("X-CSRFToken", this.#csrf);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => this.#progress(upload, total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? this.#done(upload) : this.#failed(upload, request.response?.error?.message));
    request.onerror = () => this.#failed(upload, t("The connection was lost."));
    request.send(formOf(upload));
  }

  /** @param {Upload} upload @param {number} sent */
  #progress(upload, sent) {
    upload.sent = sent;
    this.#changed();
  }

  /** @param {Upload} upload */
  #done(upload) {
    upload.state = "filed";
    this.filed += 1;
    this.all = this.all.filter((other) => other !== upload);
    this.#go();
  }

  /** @param {Upload} upload @param {string} [why] */
  #failed(upload, why) {
    Object.assign(upload, { state: "failed", why: why ?? t("The server did not take this file.") });
    this.#go();
  }

  #changed() {
    for (const listener of this.#listeners) listener();
  }
}

/** Who alone may read what is filed now, as the page's fields say. @returns {[string, string][]} */
function restriction() {
  const fields = document.querySelectorAll("#restrict-new :is(select, input)");
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (fields)]
    .filter(({ type, checked, value }) => value && (type !== "checkbox" || checked))
    .map(({ name, value }) => [name, value]);
}

/** @param {Upload} upload */
function formOf({ id, item, replaces, expected, file }) {
  const form = new FormData();
  form.set("id", id);
  if (item) form.set("item", item);
  if (replaces) form.set("replaces", replaces);
  else for (const [name, value] of restriction()) form.append(name, value);
  if (expected) form.set("expected", expected);
  form.set("file", file);
  return form;
}
