import { t } from "i18n";

/** @param {import("kernel/types.js").Role} role */
export function roleWord(role) {
  const words = {
    chair: t("Chair"),
    secretary: t("Secretary"),
    member: t("Member"),
    guest: t("Guest"),
    display: t("Room display"),
    auditor: t("Auditor"),
  };
  return words[role];
}
