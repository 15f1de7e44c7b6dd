/** The tree of bodies: what is folded stays folded, arrows go through it, and a body is moved from where it stands. */

const KEPT = "icabinet.folded";
const tree = /** @type {HTMLElement | null} */ (document.querySelector(".tree"));
const branches = /** @type {HTMLDetailsElement[]} */ ([...(tree?.querySelectorAll("details") ?? [])]);

/** @returns {Set<string>} the bodies whose branches are folded on this device */
function folded() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEPT) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keep() {
  const shut = branches.filter((branch) => !branch.open).map((branch) => branch.dataset.body);
  try {
    localStorage.setItem(KEPT, JSON.stringify(shut));
  } catch {
    // A browser that keeps nothing shows all of it the next time.
  }
}

/** @param {Element} summary @param {string} key @returns {HTMLElement | undefined} where an arrow leads to */
function reached(summary, key) {
  const branch = /** @type {HTMLDetailsElement} */ (summary.parentElement);
  if (key === "ArrowRight" && !branch.open) branch.open = true;
  else if (key === "ArrowRight") return branch.querySelector("ul summary") ?? undefined;
  else if (key === "ArrowLeft" && branch.open) branch.open = false;
  else if (key === "ArrowLeft") return branch.parentElement?.closest("details")?.querySelector("summary") ?? undefined;
  const seen = /** @type {HTMLElement[]} */ ([...(tree?.querySelectorAll("summary") ?? [])]).filter((one) => one.checkVisibility());
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  return step ? seen[seen.indexOf(/** @type {HTMLElement} */ (summary)) + step] : undefined;
}

const before = folded();
const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
for (const branch of branches) {
  branch.open = !before.has(branch.dataset.body ?? "") || (wanted !== null && branch.contains(wanted));
  branch.addEventListener("toggle", keep);
}
tree?.addEventListener("keydown", (event) => {
  if (!(event.target instanceof HTMLElement) || event.target.localName !== "summary" || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  reached(event.target, event.key)?.focus();
});
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-fold]"))) {
  button.hidden = branches.length === 0;
  button.addEventListener("click", () => {
    for (const branch of branches) branch.open = button.dataset.fold === "open";
  });
}
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-move]"))) {
  const chosen = /** @type {HTMLSelectElement | null} */ (document.getElementById("move-body"));
  button.hidden = chosen === null;
  button.addEventListener("click", () => {
    if (chosen) chosen.value = button.dataset.move ?? "";
    document.getElementById("move")?.scrollIntoView({ block: "center" });
    document.getElementById("move-parent")?.focus();
  });
}
