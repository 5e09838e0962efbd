import { expect, test } from "vitest";

import type { Forecast } from "../src/bindings/Forecast";
import { HEIGHT, nearest } from "../src/charts/axes";
import { balanceChart, moments, near } from "../src/charts/balance";
import { kindsChart, kindsIn } from "../src/charts/kinds";
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

test("a day is marked by whether the balance grew or fell on it", () => {
  expect(moments(past, undefined).map((each) => each.way)).toEqual([undefined, "paid", "debited"]);
});

test("today stands between what was and what is foreseen", () => {
  const all = moments(past, forecast);
  expect(all.map((each) => each.foreseen)).toEqual([false, false, false, false, true, true, true, true, true]);
  expect(all[3]).toMatchObject({ date: "2026-11-22", balance: "1000.00" });
  expect(all.filter((each) => each.short).map((each) => each.date), "the debits that the money is not enough for").toEqual(["2027-01-30", "2027-02-28", "2027-03-30"]);
});

test("nothing is foreseen where the shell says that nothing can be", () => {
  expect(moments(past, { ...forecast, why_not: "Мало данных." }).some((each) => each.foreseen)).toBe(false);
});

test("a line that is cut at a day begins with the balance of that day", () => {
  expect(moments(past, undefined, "2026-09-01").map(({ date, balance }) => [date, balance])).toEqual([
    ["2026-09-01", "0.00"],
    ["2026-09-09", "989.00"],
    ["2026-09-10", "400.00"],
  ]);
});

test("beside what was, the forecast goes to the first debit that is not covered", () => {
  expect(near(forecast).debits.map((each) => each.date)).toEqual(["2026-11-30", "2026-12-30", "2027-01-30"]);
});

test("the dotted line goes on where the other one ends", () => {
  const drawn = balanceChart(moments(past, forecast), 800);
  const end = drawn.past.split(/[LM]/).at(-1);
  expect(drawn.ahead.slice(1).split("L")[0]).toBe(end);
  expect(drawn.places.map((place) => place.x)).toEqual(drawn.places.map((place) => place.x).toSorted((one, other) => one - other));
});

test("a chart of one day, or of none, is drawn too", () => {
  expect(balanceChart(moments(past.slice(0, 1), undefined), 800).places).toHaveLength(1);
  expect(balanceChart([], 800)).toMatchObject({ places: [], labels: [], past: "" });
  expect(kindsChart([], 0).months).toEqual([]);
  expect(monthsChart([], 0).months).toEqual([]);
});

test("what came in is stacked above zero, what went out below it, without gaps", () => {
  const lines = [{ month: "2026-11", kinds: [{ kind: "payment" as const, count: 1, sum: "900.00" }, { kind: "fee" as const, count: 1, sum: "-500.00" }, { kind: "one_off" as const, count: 1, sum: "-400.00" }] }];
  const bars = kindsChart(lines, 800).months[0]?.bars ?? [];
  const [payment, fee, oneOff] = ["payment", "fee", "one_off"].map((kind) => bars.find((bar) => bar.kind === kind));
  expect(bars).toHaveLength(3);
  expect((payment?.y ?? 0) + (payment?.height ?? 0)).toBeCloseTo(fee?.y ?? 0);
  expect((fee?.y ?? 0) + (fee?.height ?? 0)).toBeCloseTo(oneOff?.y ?? 0);
  expect(kindsIn(lines), "the kinds that there are not are not told of").toEqual(["payment", "fee", "one_off"]);
});

test("every bar is inside the chart, however large a debt", () => {
  const lines = [{ month: "2026-11", opening: "0.00", paid: "0.00", charged: "1000000.00", closing: "-1000000.00", findings: 0 }];
  const month = monthsChart(lines, 800).months[0];
  for (const y of [month?.charged.y, month?.paid.y, month?.closing]) expect(y).toSatisfy((y: number) => y >= 0 && y <= HEIGHT);
});

test("the pointer finds the nearest place", () => {
  expect([0, 14, 16, 99].map((x) => nearest([10, 20, 30], x))).toEqual([0, 0, 1, 2]);
});
