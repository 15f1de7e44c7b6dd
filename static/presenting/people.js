import { fold } from "search/words.js";

/** Whether somebody is meant by what was typed: beginnings of their names in any order, with or without marks. @param {string} name @param {string} typed */
export function fits(name, typed) {
  const words = name.split(/\s+/).map(fold);
  return typed.split(/\s+/).map(fold).every((part) => words.some((word) => word.startsWith(part)));
}
