/** Show the papers of one kind only. What is chosen stays so when the shelves come fresh from the server. */
export function groupPapers() {
  let chosen = "";

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-show-group]") : null;
    if (!(button instanceof HTMLElement)) return;
    chosen = button.dataset.showGroup ?? "";
    show();
  });
  const section = document.getElementById("papers-section");
  if (section) new MutationObserver(() => chosen && show()).observe(section, { childList: true, subtree: true });

  function show() {
    if (!document.querySelector(`[data-show-group="${chosen}"]`)) chosen = "";
    for (const button of document.querySelectorAll("[data-show-group]")) {
      const pressed = String(button.getAttribute("data-show-group") === chosen);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
    for (const paper of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#shelves [data-group]"))) {
      paper.hidden = chosen !== "" && paper.dataset.group !== chosen;
    }
    for (const shelf of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#shelves .shelf"))) {
      shelf.hidden = chosen !== "" && !shelf.querySelector(`[data-group="${chosen}"]`);
    }
  }
}
