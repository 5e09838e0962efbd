// Where things are in the chart of the balance: what was, and dotted what is foreseen.

import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";

import type { BalancePoint } from "../bindings/BalancePoint";
import type { Forecast } from "../bindings/Forecast";
import { gridLines, type GridLine, type Label, LEFT, shortMonth, upward } from "./axes";

const RIGHT = 12;
const LABEL_WIDTH = 64;
const MARK_WIDTH = 7;
const NEAREST = 3;

export type Moment = {
  date: string;
  balance: string;
  /** Whether the balance grew or fell on that day. */
  way: "paid" | "debited" | undefined;
  foreseen: boolean;
  short: boolean;
  /** What is told of it, where it is foreseen. */
  text: string | undefined;
};

export type BalanceChart = {
  places: { x: number; y: number }[];
  past: string;
  ahead: string;
  marked: boolean;
  grid: GridLine[];
  labels: Label[];
};

/** The days that had operations since `from`, today, and the debits that are foreseen. */
export function moments(past: BalancePoint[], forecast: Forecast | undefined, from?: string): Moment[] {
  const known = past.map((point, at) => moment(point, past[at - 1]));
  const since = from === undefined ? known : clipped(known, from);
  if (!forecast || forecast.why_not !== null) return since;
  const today = { ...moment({ date: forecast.today, balance: forecast.balance }), foreseen: false };
  const debits = forecast.debits.map((debit) => ({ date: debit.date, balance: debit.balance_after, way: "debited" as const, foreseen: true, short: !debit.covered, text: debit.text }));
  return [...since.filter((each) => each.date < forecast.today), today, ...debits];
}

/** A forecast of the next debits alone: to the first one that is not covered, and never fewer than three. */
export function near(forecast: Forecast): Forecast {
  const short = forecast.debits.findIndex((debit) => !debit.covered);
  return { ...forecast, debits: forecast.debits.slice(0, Math.max(NEAREST, short + 1)) };
}

/** The chart of moments, oldest first, in `width` pixels. */
export function balanceChart(moments: Moment[], width: number): BalanceChart {
  const days = moments.map((each) => Date.parse(each.date));
  const [first = 0, last = 1] = [days[0], days.at(-1)];
  const across = scaleLinear([first, Math.max(last, first + 1)], [LEFT, Math.max(LEFT + 1, width - RIGHT)]);
  const up = upward(moments.map((each) => Number(each.balance)));
  const places = moments.map((each) => ({ x: across(Date.parse(each.date)), y: up(Number(each.balance)) }));
  const path = line<{ x: number; y: number }>().x((place) => place.x).y((place) => place.y).curve(curveStepAfter);
  const turn = moments.findIndex((each) => each.foreseen);
  return {
    places,
    past: path(turn < 0 ? places : places.slice(0, turn)) ?? "",
    ahead: turn < 0 ? "" : (path(places.slice(Math.max(0, turn - 1))) ?? ""),
    marked: places.length * MARK_WIDTH < width - LEFT,
    grid: gridLines(up),
    labels: monthLabels(moments, across, width),
  };
}

function moment(point: BalancePoint, before?: BalancePoint): Moment {
  const grew = before && Number(point.balance) - Number(before.balance);
  const way = !grew ? undefined : grew > 0 ? "paid" : "debited";
  return { ...point, way, foreseen: false, short: false, text: undefined };
}

/** What the balance was at `from` comes first, so that the line begins there. */
function clipped(moments: Moment[], from: string): Moment[] {
  const later = moments.filter((each) => each.date >= from);
  const before = moments.findLast((each) => each.date < from);
  return before ? [{ ...before, date: from, way: undefined }, ...later] : later;
}

function monthLabels(moments: Moment[], across: (at: number) => number, width: number): Label[] {
  const [first, last] = [moments[0]?.date, moments.at(-1)?.date];
  if (first === undefined || last === undefined) return [];
  const months = monthsBetween(first, last);
  const every = Math.max(1, Math.ceil((months.length * LABEL_WIDTH) / Math.max(1, width - LEFT)));
  const labels = months.filter((_, at) => at % every === 0).map((month) => ({ x: across(Date.parse(`${month}-01`)), words: shortMonth(month) }));
  return labels.filter((label) => label.x >= LEFT && label.x <= width - RIGHT * 2);
}

function monthsBetween(first: string, last: string): string[] {
  const number = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: number(last) - number(first) + 1 }, (_, at) => {
    const month = number(first) + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
