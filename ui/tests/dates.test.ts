import { beforeEach, expect, test, vi } from "vitest";

import { age, date, daysAhead, daysBetween, dottedDate, duration, moment, month, monthsAfter, monthsBefore, shortDate, typedDate } from "../src/format/dates";
import { unbroken } from "../src/format/text";
import { setLocale } from "../src/i18n/messages.svelte";

vi.stubGlobal("document", { documentElement: {} });
beforeEach(() => setLocale("ru"));

const local = (text: string) => new Date(text);

test("a date has its year only if that is another one", () => {
  expect(date("2026-11-30", "2026-11-22")).toBe("30\u00a0ноября");
  expect(date("2021-02-01", "2026-11-22")).toBe("1\u00a0февраля\u00a02021");
  expect(shortDate("2021-11-09")).toBe("9\u00a0ноя");
  expect(month("2021-05")).toBe("Май 2021");
});

test("days are counted in the right plural", async () => {
  expect([0, 1, 2, 5, 21].map(daysAhead)).toEqual(["сегодня", "завтра", "через\u00a02\u00a0дня", "через\u00a05\u00a0дней", "через\u00a021\u00a0день"]);
  await setLocale("en");
  expect([0, 1, 2].map(daysAhead)).toEqual(["today", "tomorrow", "in\u00a02\u00a0days"]);
});

test("an age is counted in calendar days", () => {
  const now = local("2026-11-22T00:30");
  expect(age("2026-11-22T00:05", now)).toBe("сегодня в\u00a000:05");
  expect(age("2026-11-21T23:59", now), "half an hour ago, but yesterday").toBe("вчера в\u00a023:59");
  expect(age("2026-11-19T12:00", now)).toBe("3\u00a0дня назад");
  expect(age("2026-01-19T12:00", now)).toBe("19\u00a0января");
  expect(age("2026-11-23T12:00", now), "a clock that was set back").toBe("сегодня в\u00a012:00");
});

test("a moment has its time, and its year if that is another one", () => {
  const now = local("2026-11-22T12:00");
  expect(moment("2026-11-27T10:00", now)).toBe("27\u00a0ноября в\u00a010:00");
  expect(moment("2027-01-02T10:00", now)).toBe("2\u00a0января\u00a02027 в\u00a010:00");
});

test("days between dates are whole across changes of the clock", () => {
  expect(daysBetween("2026-10-31", "2026-11-30")).toBe(30);
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
});

test("a typed day is parsed in the usual forms, and only if there is such a day", () => {
  for (const typed of ["9.11.2021", "09.11.21", "09/11/2021", " 2021-11-09 "]) expect(typedDate(typed), typed).toBe("2021-11-09");
  for (const typed of ["", "9", "31.11.2021", "29.02.2021", "00.01.2021", "1.13.2021", "09.11.021", "завтра"]) expect(typedDate(typed), typed).toBeUndefined();
  expect(typedDate(dottedDate("2024-02-29"))).toBe("2024-02-29");
});

test("months before a day end on an existing day", () => {
  expect(monthsBefore("2026-11-22", 12)).toBe("2025-11-22");
  expect(monthsBefore("2026-03-31", 1)).toBe("2026-02-28");
  expect(monthsBefore("2024-03-30", 1)).toBe("2024-02-29");
  expect(monthsBefore("2026-01-15", 3)).toBe("2025-10-15");
  expect(monthsAfter("2026-11-30", 3), "a shorter month").toBe("2027-02-28");
});

test("a duration is shown in seconds", () => {
  expect([40, 1340, 10_020].map(duration)).toEqual(["0 с", "1,3 с", "10 с"]);
});

test("a sentence does not break inside a date, a sum or a phone number", () => {
  expect(unbroken("До 29 ноября, 200 ₽, 1 <b>, 2026-11-22, 8-909-700-88-77.")).toBe("До 29\u00a0ноября, 200\u00a0₽, 1 <b>, 2026-11-22, 8\u2011909\u2011700\u201188\u201177.");
});
