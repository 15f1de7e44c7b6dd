import assert from "node:assert/strict";
import test from "node:test";
import { boot } from "kernel/boot.js";
import { newId } from "kernel/ids.js";
import { locale, t } from "i18n";

test("a sentence is translated, and its blanks are filled", () => {
  boot().catalog = { "{n} of {total} voted": "{n} trên {total} đã biểu quyết", "Untranslated": "" };
  assert.equal(t("{n} of {total} voted", { n: 3, total: 21 }), "3 trên 21 đã biểu quyết");
  assert.equal(t("{n} of {total} voted", { n: 0 }), "0 trên {total} đã biểu quyết");
});

test("what has no translation is shown in English", () => {
  boot().catalog = { "Untranslated": "" };
  assert.equal(t("Untranslated"), "Untranslated");
  assert.equal(t("Page {n}", { n: 2 }), "Page 2");
  assert.equal(locale(), "en");
});

test("what a person wrote is not taken for a blank", () => {
  boot().catalog = {};
  assert.equal(t("{who} speaks", { who: "{n}", n: 1 }), "{n} speaks");
});

test("ids have the agreed shape and do not repeat", () => {
  const ids = Array.from({ length: 2000 }, newId);
  assert.ok(ids.every((id) => /^[0-9a-z]{20}$/.test(id)));
  assert.equal(new Set(ids).size, ids.length);
});
