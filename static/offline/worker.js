// The service worker: it keeps the room's scripts, styles and letters, and an empty room, and answers with them when the
// server does not. It never sees a paper: those lie sealed on the tablet's shelves, and the page itself opens them.
// The server writes VERSION and FILES before it; both change whenever one of the files does.

const EMPTY_ROOM = "/offline";
const SHELF = `icabinet ${VERSION}`;
const ROOMS = /^\/((meetings|slips)\/\w+)?$/;
// A network that swallows everything says nothing for minutes.
const PATIENCE_MS = 6000;
// A proxy answers in the server's place.
const AWAY = new Set([502, 503, 504]);
const ours = new Set(FILES);
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(clearOthers()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && ROOMS.test(pathname)) event.respondWith(enter(event.request));
  else if (ours.has(pathname)) event.respondWith(kept(event.request));
});

async function fill() {
  const shelf = await caches.open(SHELF);
  await Promise.all([EMPTY_ROOM, ...FILES].map((file) => carry(shelf, file)));
}

/** What an older version kept already does not travel again. @param {Cache} shelf @param {string} file */
async function carry(shelf, file) {
  const known = file === EMPTY_ROOM ? undefined : await caches.match(file);
  const answer = known ?? (await fetch(file));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  await shelf.put(file, answer);
}

async function clearOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name)));
}

/** The server's page, or the empty room where there is no server. @param {Request} request */
async function enter(request) {
  const silence = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([fetch(request).catch(() => null), silence]);
  if (answer && !AWAY.has(answer.status)) return answer;
  return (await caches.match(EMPTY_ROOM, { ignoreVary: true })) ?? answer ?? Response.error();
}

/** @param {Request} request */
async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
