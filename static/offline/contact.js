// When the server is there again, what lies here is compared with what may lie here.

import { stepsOf } from "ink/keeping.js";
import { askKeepable } from "offline/server.js";
import { trimSnapshot } from "offline/snapshots.js";

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {import("kernel/vault.js").Vault} Vault */
/** @typedef {import("offline/keeper.js").Keeper} Keeper */

/**
 * Asks what may be kept, and removes the rest: of this meeting, and of all others of which something lies here.
 * @param {Keeper} keeper @param {Vault} vault
 */
export async function comparePapers(keeper, vault) {
  const here = (await vault.rows("meetings")).map(({ name }) => name);
  const { until, meetings } = await askKeepable([...new Set([keeper.meeting, ...here])]);
  await vault.extend(until);
  keeper.bounds.until = meetings[keeper.meeting]?.until ?? 0;
  const { shelf } = keeper;
  await keeper.remove([...shelf.rows.values()].filter(({ meeting, paper, sha }) => meetings[meeting]?.papers[paper] !== sha));
  for (const row of shelf.rows.values()) {
    const day = meetings[row.meeting]?.until ?? row.until;
    if (day !== row.until) await shelf.write({ ...row, until: day });
  }
  for (const meeting of here) {
    if (!meetings[meeting]) await vault.remove("meetings", meeting);
    else if (meeting !== keeper.meeting) await trimSnapshot(vault, meeting, meetings[meeting]);
  }
}

/**
 * What the room itself tells: a paper withdrawn, restricted or replaced goes at once.
 * @param {Keeper} keeper @param {(paper: string) => Paper | undefined} record
 */
export function sweep(keeper, record) {
  const stays = (/** @type {Paper | undefined} */ paper, /** @type {string} */ sha) =>
    paper && !paper.guarded && !paper.replaced_by && paper.sha === sha;
  return keeper.remove(keeper.shelf.of(keeper.meeting).filter(({ paper, sha }) => !stays(record(paper), sha)));
}

/** Nothing of this meeting stays. @param {Keeper} keeper @param {Vault} vault */
export async function leaveMeeting(keeper, vault) {
  await keeper.remove(keeper.shelf.of(keeper.meeting));
  await vault.remove("meetings", keeper.meeting);
  await vault.remove("ink", stepsOf(keeper.meeting));
}
