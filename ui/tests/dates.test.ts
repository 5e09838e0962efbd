import { beforeEach, expect, test, vi } from "vitest";

import { age, date, daysAhead, daysBetween, dottedDate, duration, moment, month, monthsBefore, shortDate, typedDate } from "../src/format/dates";
import { speak } from "../src/i18n/words.svelte";

vi.stubGlobal("document", { documentElement: {} });
beforeEach(() => speak("ru"));

const local = (text: string) => new Date(text);

test("a date takes its year only where it is another", () => {
  expect(date("2026-11-30", "2026-11-22")).toBe("30 ноября");
  expect(date("2021-02-01", "2026-11-22")).toBe("1 февраля 2021");
  expect(shortDate("2021-11-09")).toBe("9 ноя");
  expect(month("2021-05")).toBe("Май 2021");
});

test("days are counted in the right plural", () => {
  expect([0, 1, 2, 5, 21].map(daysAhead)).toEqual(["сегодня", "завтра", "через 2 дня", "через 5 дней", "через 21 день"]);
  speak("en");
  expect([0, 1, 2].map(daysAhead)).toEqual(["today", "tomorrow", "in 2 days"]);
});

test("an age is told as people tell it, by calendar days", () => {
  const now = local("2026-11-22T00:30");
  expect(age("2026-11-22T00:05", now)).toBe("сегодня в 00:05");
  expect(age("2026-11-21T23:59", now), "half an hour ago, but yesterday").toBe("вчера в 23:59");
  expect(age("2026-11-19T12:00", now)).toBe("3 дня назад");
  expect(age("2026-01-19T12:00", now)).toBe("19 января");
  expect(age("2026-11-23T12:00", now), "a clock that was set back").toBe("сегодня в 12:00");
});

test("a moment is told with its time, and its year where it is another", () => {
  const now = local("2026-11-22T12:00");
  expect(moment("2026-11-27T10:00", now)).toBe("27 ноября в 10:00");
  expect(moment("2027-01-02T10:00", now)).toBe("2 января 2027 в 10:00");
});

test("days between dates are whole whatever clocks were changed", () => {
  expect(daysBetween("2026-10-31", "2026-11-30")).toBe(30);
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
});

test("a day is understood as people type it, and only if there is such a day", () => {
  for (const typed of ["9.11.2021", "09.11.21", "09/11/2021", " 2021-11-09 "]) expect(typedDate(typed), typed).toBe("2021-11-09");
  for (const typed of ["", "9", "31.11.2021", "29.02.2021", "00.01.2021", "1.13.2021", "09.11.021", "завтра"]) expect(typedDate(typed), typed).toBeUndefined();
  expect(typedDate(dottedDate("2024-02-29"))).toBe("2024-02-29");
});

test("months before a day end on the last day that there is", () => {
  expect(monthsBefore("2026-11-22", 12)).toBe("2025-11-22");
  expect(monthsBefore("2026-03-31", 1)).toBe("2026-02-28");
  expect(monthsBefore("2024-03-30", 1)).toBe("2024-02-29");
  expect(monthsBefore("2026-01-15", 3)).toBe("2025-10-15");
});

test("how long something took is told in seconds", () => {
  speak("ru");
  expect([40, 1340, 10_020].map(duration)).toEqual(["0 с", "1,3 с", "10 с"]);
});
