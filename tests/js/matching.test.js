import assert from "node:assert/strict";
import test from "node:test";
import { bestExpected, bestItem, bestPlace, plain } from "meetings/matching.js";

const meeting = { item: null, title: "For the whole meeting" };
const opening = { item: "a", title: "1. Khai mạc, thông qua chương trình phiên họp" };
const budget = { item: "b", title: "2.1. Thu, chi ngân sách và giải ngân vốn đầu tư công" };
const reform = { item: "c", title: "2.2. Cải cách hành chính và chuyển đổi số" };
const fifth = { item: "d", title: "5. Quy hoạch hồ Thiền Quang" };
const places = [meeting, opening, budget, reform, fifth];

const cases = /** @type {const} */ ([
  ["a number that is called one", "Mục 2.2 CCHC.pdf", reform],
  ["a leading number", "2.1 bang so lieu.pdf", budget],
  ["most words of the title, without diacritics", "cai cach hanh chinh va chuyen doi so (ban cuoi).docx", reform],
  ["words before a leading number", "1. Cải cách hành chính, chuyển đổi số.docx", reform],
  ["no item for a document's number", "05-TTr-UBND.docx", meeting],
  ["no item for a date", "24-11-2026.pdf", meeting],
  ["no item for a single shared word", "hành trình.pdf", meeting],
]);

for (const [what, filename, place] of cases) {
  test(what, () => assert.equal(bestItem(filename, [...places]).title, place.title));
}

test("a tie is nobody's", () => {
  const twins = [meeting, { item: "x", title: "1. Báo cáo tháng" }, { item: "y", title: "2. Báo cáo tháng" }];
  assert.equal(bestItem("bao cao thang.pdf", twins), meeting);
});

test("plain text has no diacritics, capitals or punctuation", () => {
  assert.equal(plain("Tờ trình số 2.1 – Đợt 3"), "to trinh so 2 1 dot 3");
});

const foldered = /** @type {const} */ ([
  ["a folder's number before the file's own", "Nội dung 2.2/", "01-TTr.pdf", reform],
  ["the nearest folder that says anything", "2.1 Ngân sách/phụ lục/", "bieu so lieu.xlsx", budget],
  ["the file's own words before any folder", "2.1/", "Quy hoạch hồ Thiền Quang.docx", fifth],
  ["the file's own number where no folder says anything", "tai lieu hop/", "5. Bản đồ.pdf", fifth],
]);

for (const [what, path, filename, place] of foldered) {
  test(what, () => assert.equal(bestPlace(path, filename, [...places]), place));
}

test("a file is what was waited for under its name, on its item", () => {
  const expected = [
    { id: "p", item: "b", title: "Báo cáo thu, chi ngân sách" },
    { id: "q", item: "c", title: "Báo cáo cải cách hành chính" },
  ];
  assert.equal(bestExpected("512 BC thu chi ngan sach.pdf", expected, "b")?.id, "p");
  assert.equal(bestExpected("bao cao cai cach hanh chinh.pdf", expected, null)?.id, "q");
  assert.equal(bestExpected("bao cao cai cach hanh chinh.pdf", expected, "b"), undefined);
});
