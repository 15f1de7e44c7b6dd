import { h } from "preact";
import { boot } from "kernel/boot.js";

/**
 * One icon of the sprite. Without a label it is decoration, and the words stand beside it.
 * @param {{ name: string, label?: string, class?: string }} props
 */
export function Icon({ name, label, class: extra = "" }) {
  const heard = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return h("svg", { class: `icon ${extra}`.trim(), ...heard }, h("use", { href: `${boot().icons}#${name}` }));
}
