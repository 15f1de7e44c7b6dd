/** Before somebody signs out: what was written here and not sent would be lost. */
import { heldVault } from "kernel/vault.js";

const form = document.getElementById("sign-out");
const unsent = (await (await heldVault())?.rows("actions"))?.length ?? 0;
form?.addEventListener("submit", (event) => {
  if (unsent && !confirm(form.dataset.unsent)) event.preventDefault();
});
