/** @typedef {import("kernel/types.js").Action} Action */
/** @typedef {import("kernel/types.js").Drawer} Drawer */
/** @typedef {import("kernel/vault.js").Vault} Vault */

/**
 * Where one person's unanswered actions of one meeting lie on this tablet, sealed. Where nothing can be sealed (private
 * windows, no TLS), they last as long as the page.
 * @param {string} meeting
 * @param {Promise<Vault | null>} vault that is being opened; whoever puts something in meanwhile waits for it
 * @returns {Drawer}
 */
export function openDrawer(meeting, vault) {
  const drawer = vault.then((opened) => (opened ? sealedDrawer(meeting, opened) : passingDrawer()));
  return {
    all: async () => (await drawer).all(),
    put: async (action) => (await drawer).put(action),
    delete: async (id) => (await drawer).delete(id),
  };
}

/** @param {string} meeting @param {Vault} vault @returns {Drawer} */
function sealedDrawer(meeting, vault) {
  const nameOf = (/** @type {string} */ id) => `${meeting}/${id}`;
  return {
    async all() {
      const here = (await vault.rows("actions")).filter(({ name }) => name.startsWith(`${meeting}/`));
      return (await Promise.all(here.map(({ name }) => vault.read("actions", name)))).filter(Boolean);
    },
    put: (action) => vault.put("actions", nameOf(action.id), action),
    delete: (id) => vault.remove("actions", nameOf(id)),
  };
}

/** @returns {Drawer} */
export function passingDrawer() {
  /** @type {Map<string, Action>} */
  const kept = new Map();
  return {
    all: async () => [...kept.values()],
    put: async (action) => kept.set(action.id, action),
    delete: async (id) => kept.delete(id),
  };
}
