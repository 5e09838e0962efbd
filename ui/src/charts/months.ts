// Where things are in the chart of what was paid and charged.

import { line } from "d3-shape";

import type { MonthLine } from "../bindings/MonthLine";
import { bandLabels, bar, type Bar, gridLines, type GridLine, type Label, LEFT, monthBands, upward } from "./axes";

const WIDEST_BAR = 20;

export type MonthsChart = {
  months: { line: MonthLine; x: number; width: number; middle: number; paid: Bar; charged: Bar; closing: number }[];
  closing: string;
  grid: GridLine[];
  labels: Label[];
};

/** The chart of months, given newest first, drawn oldest first in `width` pixels. */
export function monthsChart(newestFirst: MonthLine[], width: number): MonthsChart {
  const lines = newestFirst.toReversed();
  const across = monthBands(lines.map((line) => line.month), width);
  const up = upward(lines.flatMap((line) => [line.paid, line.charged, line.closing].map(Number)));
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, across.bandwidth() / 2 - 1));

  const months = lines.map((line) => {
    const x = across(line.month) ?? LEFT;
    const middle = x + across.bandwidth() / 2;
    const paid = bar(middle - barWidth - 1, barWidth, up(0), up(Number(line.paid)));
    const charged = bar(middle + 1, barWidth, up(0), up(Number(line.charged)));
    return { line, x, width: across.bandwidth(), middle, paid, charged, closing: up(Number(line.closing)) };
  });
  const path = line<(typeof months)[number]>().x((month) => month.middle).y((month) => month.closing);
  return { months, closing: path(months) ?? "", grid: gridLines(up), labels: bandLabels(across, width) };
}
