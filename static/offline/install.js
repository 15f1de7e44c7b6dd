/** Brings the service worker in, once the room has come to rest. */

const ADDRESS = "/sw.js";
const REST_MS = 10_000;

/** @returns {Promise<boolean>} whether this tablet can open the room without network from now on */
export async function install() {
  const workers = navigator.serviceWorker;
  if (!workers) return false;
  await atRest();
  const known = await workers.getRegistration();
  if (!known && !(await workers.register(address()))) return false;
  await workers.ready;
  return true;
}

/** Takes it out again, where an installation does not want it. */
export async function uninstall() {
  for (const known of (await navigator.serviceWorker?.getRegistrations()) ?? []) await known.unregister();
}

/** Resolves when the browser has nothing better to do. */
export function atRest() {
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 1000));
  return new Promise((resolve) => idle(() => resolve(undefined), { timeout: REST_MS }));
}

/** Scripts by address are let in by a policy only, which knows this one. @returns {any} */
function address() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy("offline", { createScriptURL: () => ADDRESS }).createScriptURL("") : ADDRESS;
}
