import { expect, test } from "vitest";

import type { Forecast } from "../src/bindings/Forecast";
import { HEIGHT, nearest, verticalAxis } from "../src/charts/axes";
import { balanceChart, moments, nearForecast } from "../src/charts/balance";
import { categoriesChart, categoriesIn } from "../src/charts/categories";
import { monthsChart } from "../src/charts/months";

const forecast: Forecast = {
  why_not: null,
  assumptions: [],
  today: "2026-11-22",
  balance: "1000.00",
  debits: ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30"].map((date, at) => ({ date, amount: "400.00", balance_after: `${600 - 400 * at}.00`, covered: at < 2, text: date })),
  runs_out: "2027-01-30",
  regular: [],
  until: "2027-03-30",
  to_pay: null,
};

const past = [
  { date: "2026-08-10", balance: "0.00" },
  { date: "2026-09-09", balance: "989.00" },
  { date: "2026-09-10", balance: "400.00" },
];

test("a day is marked by the direction in which the balance changed", () => {
  expect(moments(past, undefined).map((each) => each.change)).toEqual([undefined, "paid", "debited"]);
});

test("today stands between the past and the forecast", () => {
  const all = moments(past, forecast);
  expect(all.map((each) => each.isForecast)).toEqual([false, false, false, false, true, true, true, true, true]);
  expect(all[3]).toMatchObject({ date: "2026-11-22", balance: "1000.00" });
  expect(all.filter((each) => each.isShort).map((each) => each.date), "the debits that the money does not cover").toEqual(["2027-01-30", "2027-02-28", "2027-03-30"]);
});

test("a forecast that the shell cannot give adds no points", () => {
  expect(moments(past, { ...forecast, why_not: "Мало данных." }).some((each) => each.isForecast)).toBe(false);
});

test("a line that is cut at a day begins with the balance of that day", () => {
  expect(moments(past, undefined, "2026-09-01").map(({ date, balance }) => [date, balance])).toEqual([
    ["2026-09-01", "0.00"],
    ["2026-09-09", "989.00"],
    ["2026-09-10", "400.00"],
  ]);
});

test("beside the history, the forecast ends at the first debit that is not covered", () => {
  expect(nearForecast(forecast).debits.map((each) => each.date)).toEqual(["2026-11-30", "2026-12-30", "2027-01-30"]);
});

test("the dotted line begins where the solid one ends", () => {
  const chart = balanceChart(moments(past, forecast), 800);
  const end = chart.past.split(/[LM]/).at(-1);
  expect(chart.forecast.slice(1).split("L")[0]).toBe(end);
  expect(chart.points.map((point) => point.x)).toEqual(chart.points.map((point) => point.x).toSorted((one, other) => one - other));
});

test("a chart of one day or of none is drawn", () => {
  expect(balanceChart(moments(past.slice(0, 1), undefined), 800).points).toHaveLength(1);
  expect(balanceChart([], 800)).toMatchObject({ points: [], labels: [], past: "" });
  expect(categoriesChart([], 0).months).toEqual([]);
  expect(monthsChart([], 0).months).toEqual([]);
});

test("incomes are stacked above zero, charges below it, without gaps", () => {
  const lines = [{ month: "2026-11", kinds: [{ kind: "payment" as const, count: 1, sum: "900.00" }, { kind: "fee" as const, count: 1, sum: "-500.00" }, { kind: "one_off" as const, count: 1, sum: "-400.00" }] }];
  const bars = categoriesChart(lines, 800).months[0]?.bars ?? [];
  const [payment, fee, oneOff] = ["payment", "fee", "one_off"].map((category) => bars.find((bar) => bar.category === category));
  expect(bars).toHaveLength(3);
  expect((payment?.y ?? 0) + (payment?.height ?? 0)).toBeCloseTo(fee?.y ?? 0);
  expect((fee?.y ?? 0) + (fee?.height ?? 0)).toBeCloseTo(oneOff?.y ?? 0);
  expect(categoriesIn(lines), "categories that do not occur are left out").toEqual(["payment", "fee", "one_off"]);
});

test("every bar is inside the chart, even for a large debt", () => {
  const lines = [{ month: "2026-11", opening: "0.00", paid: "0.00", charged: "1000000.00", closing: "-1000000.00", findings: 0, doubt: null, derived: false, inexact: false }];
  const month = monthsChart(lines, 800).months[0];
  for (const y of [month?.charged.y, month?.paid.y, (month?.charged.y ?? -1) + (month?.charged.height ?? 0)]) expect(y).toSatisfy((y: number) => y >= 0 && y <= HEIGHT);
});

test("the pointer selects the nearest point", () => {
  expect([0, 14, 16, 99].map((x) => nearest([10, 20, 30], x))).toEqual([0, 0, 1, 2]);
});

test("payments are drawn above zero and charges below it", () => {
  const { months, axis } = monthsChart([{ month: "2026-11", opening: "0.00", paid: "989.00", charged: "589.00", closing: "400.00", findings: 0, doubt: null, derived: false, inexact: false }], 800);
  const zero = axis.y(0);
  expect((months[0]?.paid.y ?? 0) + (months[0]?.paid.height ?? 0)).toBeCloseTo(zero);
  expect(months[0]?.charged.y).toBeCloseTo(zero);
});

test("the labels of the axis have room for their sign and all their digits", () => {
  const widest = (sums: number[]) => verticalAxis(sums).left;
  expect(widest([-1_234_567])).toBeGreaterThan(widest([1_234_567]));
  expect(widest([-1_234_567])).toBeGreaterThanOrEqual("−1 500 000 ₽".length * 7 + 8);
  expect(verticalAxis([-1_234_567, 500]).grid.length).toBeLessThanOrEqual(4);
  expect(verticalAxis([-1_234_567, 500]).grid.map((line) => line.rubles)).toContain(0);
});

test("days that have no room are drawn as the lowest and highest balance of each month", () => {
  expect(balanceChart(moments(past, undefined), 800).ranges).toEqual([]);
  const crowded = balanceChart(moments(past, undefined), 80);
  expect(crowded.ranges).toHaveLength(2);
  expect(crowded.ranges[1]?.height).toBeGreaterThan(crowded.ranges[0]?.height ?? 0);
});
