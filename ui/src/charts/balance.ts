// Layout of the balance chart: a solid line for the past, a dotted one for the forecast.

import type { BalancePoint } from "../bindings/BalancePoint";
import type { Forecast } from "../bindings/Forecast";
import { bar, type Bar, type Label, type Layout, linear, shortMonth, verticalAxis } from "./axes";

const RIGHT = 12;
const LABEL_WIDTH = 64;
const MARK_WIDTH = 7;
const RANGE_WIDTH = 3;
const FEWEST_DEBITS = 3;

/** A point of the chart: a day and the balance at its end. */
export type Moment = {
  date: string;
  balance: string;
  /** The direction in which the balance changed; undefined if it did not, or is not known. */
  change: "paid" | "debited" | undefined;
  isForecast: boolean;
  /** True for a debit of the forecast that the money does not cover. */
  isShort: boolean;
  /** A sentence from the shell, for a debit of the forecast. */
  text: string | undefined;
};

export type BalanceChart = Layout & {
  points: { x: number; y: number }[];
  /** The SVG path of the past balance. */
  past: string;
  /** The SVG path of the forecast; empty without one. */
  forecast: string;
  /** True if there is room for a mark on every day. */
  hasMarks: boolean;
  /** The lowest and highest balance of each month, where there is no room for every day. */
  ranges: Bar[];
};

/** Returns the days with transactions since `from`, today, and the debits of the forecast. */
export function moments(past: BalancePoint[], forecast: Forecast | undefined, from?: string): Moment[] {
  const history = past.map((point, index) => moment(point, past[index - 1]));
  const since = from === undefined ? history : clip(history, from);
  if (!forecast || forecast.why_not !== null) return since;
  const today = { ...moment({ date: forecast.today, balance: forecast.balance }), isForecast: false };
  const debits = forecast.debits.map((debit) => ({ date: debit.date, balance: debit.balance_after, change: "debited" as const, isForecast: true, isShort: !debit.covered, text: debit.text }));
  return [...since.filter((each) => each.date < forecast.today), today, ...debits];
}

/** Cuts the forecast after its first debit that is not covered, but not before the third debit. */
export function nearForecast(forecast: Forecast): Forecast {
  const firstShort = forecast.debits.findIndex((debit) => !debit.covered);
  return { ...forecast, debits: forecast.debits.slice(0, Math.max(FEWEST_DEBITS, firstShort + 1)) };
}

/** Lays out the chart of moments, oldest first, in `width` pixels. */
export function balanceChart(moments: Moment[], width: number, zoom = 1): BalanceChart {
  const days = moments.map((each) => Date.parse(each.date));
  const [first = 0, last = 1] = [days[0], days.at(-1)];
  const axis = verticalAxis(moments.map((each) => Number(each.balance)), zoom);
  const horizontal = linear([first, Math.max(last, first + 1)], [axis.left, Math.max(axis.left + 1, width - RIGHT)]);
  const points = moments.map((each) => ({ x: horizontal(Date.parse(each.date)), y: axis.y(Number(each.balance)) }));
  const firstForecast = moments.findIndex((each) => each.isForecast);
  return {
    points,
    past: stepPath(firstForecast < 0 ? points : points.slice(0, firstForecast)),
    forecast: firstForecast < 0 ? "" : stepPath(points.slice(Math.max(0, firstForecast - 1))),
    hasMarks: points.length * MARK_WIDTH < width - axis.left,
    ranges: points.length * MARK_WIDTH < width - axis.left ? [] : monthRanges(moments, points),
    axis,
    positions: points.map((point) => point.x),
    labels: monthLabels(moments, horizontal, axis.left, width),
  };
}

function monthRanges(moments: Moment[], points: { x: number; y: number }[]): Bar[] {
  const months = new Map<string, { x: number; y: number }[]>();
  moments.forEach(({ date, isForecast }, index) => {
    const [month, point] = [date.slice(0, 7), points[index]];
    if (point && !isForecast) months.set(month, [...(months.get(month) ?? []), point]);
  });
  return [...months.values()].map((days) => {
    const heights = days.map((day) => day.y);
    const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
    return bar(days[0]?.x ?? 0, RANGE_WIDTH, Math.min(top, bottom - RANGE_WIDTH), bottom);
  });
}

/** Returns the SVG path that keeps each height until the next point. */
function stepPath(points: { x: number; y: number }[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? "M" : `L${x},${points[index - 1]?.y}L`}${x},${y}`).join("");
}

function moment(point: BalancePoint, before?: BalancePoint): Moment {
  const difference = before && Number(point.balance) - Number(before.balance);
  const change = !difference ? undefined : difference > 0 ? "paid" : "debited";
  return { ...point, change, isForecast: false, isShort: false, text: undefined };
}

/** Drops the moments before `from`. The line then begins at `from`, with the balance of that day. */
function clip(moments: Moment[], from: string): Moment[] {
  const later = moments.filter((each) => each.date >= from);
  const before = moments.findLast((each) => each.date < from);
  return before ? [{ ...before, date: from, change: undefined }, ...later] : later;
}

function monthLabels(moments: Moment[], horizontal: (time: number) => number, left: number, width: number): Label[] {
  const [first, last] = [moments[0]?.date, moments.at(-1)?.date];
  if (first === undefined || last === undefined) return [];
  const months = monthsBetween(first, last);
  const every = Math.max(1, Math.ceil((months.length * LABEL_WIDTH) / Math.max(1, width - left)));
  const labels = months.filter((_, index) => index % every === 0).map((month) => ({ x: horizontal(Date.parse(`${month}-01`)), text: shortMonth(month) }));
  return labels.filter((label) => label.x >= left && label.x <= width - RIGHT * 2);
}

function monthsBetween(first: string, last: string): string[] {
  const number = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => {
    const month = number(first) + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
