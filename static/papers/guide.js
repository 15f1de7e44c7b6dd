/**
 * Whoever leads or follows another reader hears of every movement of the pages.
 *
 * @typedef {import("papers/view.js").View} View
 * @typedef {import("papers/leaves.js").Leaf} Leaf
 * @typedef {{laid: (view: View, leaves: Leaf[], own: boolean) => void, settled: (view: View, leaves: Leaf[]) => void,
 *   arrived: (view: View, leaves: Leaf[]) => void}} Guide
 *   laid: the pages have moved (own: because somebody here wished so); settled: they lie still; arrived: at another page, not by hand.
 *   leaves: those of the view's column
 */

/** Nobody leads or follows. @type {Guide} */
export const alone = { laid: () => {}, settled: () => {}, arrived: () => {} };
