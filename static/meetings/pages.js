/**
 * Ask for a page of our own and return it parsed. An XMLHttpRequest parses without innerHTML, which Trusted Types forbid.
 * @param {string} url
 * @param {FormData} [body] sent by POST when given
 * @returns {Promise<{ page: Document, status: number }>}
 */
export function loadPage(url, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(body ? "POST" : "GET", url);
    request.responseType = "document";
    request.timeout = 30_000;
    request.onload = () => request.responseXML
      ? resolve({ page: request.responseXML, status: request.status })
      : reject(new Error(`no page: ${request.status}`));
    request.onerror = request.ontimeout = () => reject(new Error("no connection"));
    request.send(body);
  });
}

/**
 * Replace parts of this page by those of a fresh one. What was unfolded stays so, and the focus keeps its place.
 * @param {Document} page
 * @param {string[]} ids
 * @param {{ fold?: string, focus?: (string | undefined)[] }} [after] a part to fold; where the focus may go, best first
 */
export function swap(page, ids, { fold, focus = [document.activeElement?.id] } = {}) {
  for (const id of ids) {
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) continue;
    for (const open of old.querySelectorAll("details[open]")) {
      if (open.id !== fold && open.id) page.getElementById(open.id)?.setAttribute("open", "");
    }
    old.replaceWith(document.importNode(fresh, true));
  }
  if (document.activeElement === document.body) findFirst(focus)?.focus();
}

/** @param {(string | undefined)[]} ids */
function findFirst(ids) {
  for (const id of ids) {
    const found = id ? document.getElementById(id) : null;
    if (found?.checkVisibility()) return /** @type {HTMLElement} */ (found.querySelector(":scope > summary") ?? found);
  }
}
