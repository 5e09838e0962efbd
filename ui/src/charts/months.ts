// Layout of the chart of payments, upwards, and charges, downwards, by month.

import type { MonthSummary } from "../bindings/MonthSummary";
import { bandLabels, bar, type Bar, type Layout, monthBands, verticalAxis } from "./axes";

const WIDEST_BAR = 32;

export type MonthsChart = Layout & {
  months: { summary: MonthSummary; x: number; width: number; paid: Bar; charged: Bar }[];
};

/** Lays out the chart of months, given newest first and drawn oldest first, in `width` pixels. */
export function monthsChart(newestFirst: MonthSummary[], width: number, zoom = 1): MonthsChart {
  const summaries = newestFirst.toReversed();
  const axis = verticalAxis(summaries.flatMap((summary) => [Number(summary.paid), -Number(summary.charged)]), zoom);
  const bands = monthBands(summaries.map((summary) => summary.month), axis.left, width);
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, bands.bandwidth));

  const months = summaries.map((summary) => {
    const x = bands.x(summary.month);
    const middle = x + bands.bandwidth / 2;
    const barTo = (rubles: number) => bar(middle - barWidth / 2, barWidth, axis.y(0), axis.y(rubles));
    return { summary, x, width: bands.bandwidth, paid: barTo(Number(summary.paid)), charged: barTo(-Number(summary.charged)) };
  });
  return { months, axis, labels: bandLabels(bands, width), positions: months.map(({ x }) => x + bands.bandwidth / 2) };
}
