/** Writing a slip: its papers are filed as those of a meeting are, and there may be more questions. */
import "meetings/edit.js";

const asked = document.getElementById("asked");

document.getElementById("more-questions")?.addEventListener("click", () => {
  const questions = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#asked [data-question]"));
  const last = questions[questions.length - 1];
  if (!asked || !last) return;
  // The blank one at the end is there for browsers without scripts: it comes into sight first.
  const kept = "withoutScript" in last.dataset;
  const fresh = kept ? last : blank(last, questions.length + 1);
  delete fresh.dataset.withoutScript;
  if (!kept) asked.append(fresh);
  fresh.querySelector("textarea")?.focus();
});

/** @param {HTMLElement} question @param {number} number */
function blank(question, number) {
  const fresh = /** @type {HTMLElement} */ (question.cloneNode(true));
  for (const field of fresh.querySelectorAll("textarea")) field.value = "";
  for (const part of fresh.querySelectorAll("[id], [for]")) {
    for (const name of ["id", "for"]) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/\d+$/, String(number)));
    }
  }
  const label = fresh.querySelector("label");
  if (label) label.textContent = label.textContent?.replace(/\d+/, String(number)) ?? "";
  fresh.querySelector("details")?.removeAttribute("open");
  return fresh;
}
