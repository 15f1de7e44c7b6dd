import { t } from "i18n";

export const SCENES = ["discussion", "presentation", "vote", "break"];

/** @param {string} scene */
export function sceneWord(scene) {
  /** @type {Record<string, string>} */
  const words = { discussion: t("Discussion"), presentation: t("Presentation"), vote: t("Vote"), break: t("Break") };
  return words[scene] ?? scene;
}
