import { expect, test } from "vitest";

import { isNegative, isZero, money, rubles, split, withoutSums } from "../src/format/money";

test("a sum is formatted for each language, with narrow no-break spaces and a true minus", () => {
  expect(money("-1234567.05", "ru")).toBe("\u22121\u202f234\u202f567,05\u202f₽");
  expect(money("-1234567.05", "en")).toBe("\u22121,234,567.05\u202f₽");
  expect(money("588.00", "ru")).toBe("588,00\u202f₽");
});

test("a sum that no float can hold keeps every digit", () => {
  expect(money("90071992547409931234.07", "ru")).toBe("90\u202f071\u202f992\u202f547\u202f409\u202f931\u202f234,07\u202f₽");
});

test("payments and charges get the right sign, with or without one on the site", () => {
  expect(money("639.00", "ru", "plus")).toBe("+639,00\u202f₽");
  expect(money("639.00", "ru", "minus")).toBe("\u2212639,00\u202f₽");
  expect(money("-5.00", "ru", "minus"), "a charge given back is a plus").toBe("+5,00\u202f₽");
  expect(money("-5.00", "ru", "plus"), "a payment taken back is a minus").toBe("\u22125,00\u202f₽");
});

test("zero has no sign", () => {
  for (const zero of ["0.00", "-0.00", "0"]) {
    expect(isZero(zero)).toBe(true);
    expect(isNegative(zero)).toBe(false);
    expect(split(zero, "minus").sign).toBe("");
    expect(money(zero, "ru", "plus")).toBe("0,00\u202f₽");
  }
});

test("kopecks always have two digits", () => {
  expect(split("12.5").kopecks).toBe("50");
  expect(split("12").kopecks).toBe("00");
});

test("only the sums of a sentence are hidden", () => {
  for (const locale of ["ru", "en"] as const) {
    const sentence = `30.11.2026: ${money("-1234567.05", locale)}, ${money("0.00", locale)} («Тариф 500»).`;
    expect(withoutSums(sentence)).toBe("30.11.2026: ••••, •••• («Тариф 500»).");
  }
  expect(withoutSums("9 ноября 2021, 989,00 ₽")).toBe("9 ноября 2021, ••••");
  expect(withoutSums("Оплата 500 ₽ и 12,5 ₽")).toBe("Оплата •••• и ••••");
});

test("an axis is labelled in whole rubles", () => {
  expect(rubles(-1000, "ru")).toBe("\u22121\u202f000\u202f₽");
  expect(rubles(0, "en")).toBe("0\u202f₽");
});
