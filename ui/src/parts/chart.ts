// Where things are in the chart. Sums become numbers for their place in pixels only: no figure
// that is shown comes from here.

import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";

import type { MonthLine } from "../bindings/MonthLine";

export const HEIGHT = 176;
const LEFT = 72;
const TOP = 8;
const BOTTOM = 24;
const GRID_LINES = 3;
const WIDEST_BAR = 20;
const LABEL_WIDTH = 64;
const HALF_LABEL = 18;

export type Bar = { x: number; y: number; width: number; height: number };
export type Chart = {
  months: { line: MonthLine; x: number; width: number; middle: number; paid: Bar; charged: Bar; closing: number; label: number | undefined }[];
  closing: string;
  grid: { y: number; rubles: number }[];
  left: number;
  top: number;
  bottom: number;
};

/** The chart of months, given newest first, drawn oldest first in `width` pixels. */
export function chart(newestFirst: MonthLine[], width: number): Chart {
  const lines = newestFirst.toReversed();
  const bottom = HEIGHT - BOTTOM;
  const across = scaleBand(lines.map((line) => line.month), [LEFT, Math.max(LEFT + 1, width)]).paddingInner(0.2).paddingOuter(0.1);
  const sums = lines.flatMap((line) => [line.paid, line.charged, line.closing].map(Number));
  const up = scaleLinear([Math.min(0, ...sums), Math.max(1, ...sums)], [bottom, TOP]).nice(GRID_LINES);
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, across.bandwidth() / 2 - 1));
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / across.step()));

  const bar = (x: number, sum: string): Bar => {
    const [from, to] = [up(0), up(Number(sum))];
    return { x, y: Math.min(from, to), width: barWidth, height: Math.abs(to - from) };
  };
  const months = lines.map((line, at) => {
    const x = across(line.month) ?? LEFT;
    const middle = x + across.bandwidth() / 2;
    const label = (lines.length - 1 - at) % every === 0 ? Math.min(middle, width - HALF_LABEL) : undefined;
    return { line, x, width: across.bandwidth(), middle, paid: bar(middle - barWidth - 1, line.paid), charged: bar(middle + 1, line.charged), closing: up(Number(line.closing)), label };
  });
  const path = line<(typeof months)[number]>().x((month) => month.middle).y((month) => month.closing);
  const grid = up.ticks(GRID_LINES).slice(0, 4).map((rubles) => ({ y: up(rubles), rubles }));
  return { months, closing: path(months) ?? "", grid, left: LEFT, top: TOP, bottom };
}
