/** @typedef {import("kernel/room.js").Room} Room */

/**
 * Takes the ink of one version of a paper over to another, as far as the pages are the same: one's own, and what is shared if one may.
 * @param {Room} room @param {string} from @param {string} to
 */
export async function carryInk(room, from, to) {
  const layers = room.may("ink.draw_shared") ? [true, false] : [true];
  await Promise.all(layers.map((own) => carryLayer(room, { from, to }, own)));
}

/** The server takes some hundreds at once. @param {Room} room @param {{from: string, to: string}} papers @param {boolean} own */
async function carryLayer(room, papers, own) {
  for (let more = true; more; ) {
    const answer = await room.act("ink.carry", papers, { private: own });
    more = answer.ok?.data?.more === true;
  }
}
