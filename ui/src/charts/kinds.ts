// Where things are in the chart of months by kind: what came in is stacked above zero, what went
// out below it.

import { stack, stackOffsetDiverging } from "d3-shape";

import type { Kind } from "../bindings/Kind";
import type { MonthKinds } from "../bindings/MonthKinds";
import { KINDS } from "../format/kinds";
import { bandLabels, bar, type Bar, gridLines, type GridLine, type Label, LEFT, monthBands, upward } from "./axes";

const WIDEST_BAR = 32;

export type KindsChart = {
  months: { month: string; x: number; width: number; middle: number; bars: (Bar & { kind: Kind })[] }[];
  grid: GridLine[];
  labels: Label[];
};

/** The chart of months, given and drawn oldest first in `width` pixels. */
export function kindsChart(lines: MonthKinds[], width: number): KindsChart {
  const across = monthBands(lines.map((line) => line.month), width);
  const layers = stack<MonthKinds, Kind>().keys(KINDS).value(sumOf).offset(stackOffsetDiverging)(lines);
  const up = upward(layers.flat(2));
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, across.bandwidth()));

  const months = lines.map((line, at) => {
    const x = across(line.month) ?? LEFT;
    const middle = x + across.bandwidth() / 2;
    const bars = layers.flatMap((layer) => {
      const [from = 0, to = 0] = layer[at] ?? [];
      return from === to ? [] : [{ kind: layer.key, ...bar(middle - barWidth / 2, barWidth, up(from), up(to)) }];
    });
    return { month: line.month, x, width: across.bandwidth(), middle, bars };
  });
  return { months, grid: gridLines(up), labels: bandLabels(across, width) };
}

/** The kinds that there are, in the order in which they are stacked. */
export function kindsIn(lines: MonthKinds[]): Kind[] {
  return KINDS.filter((kind) => lines.some((line) => line.kinds.some((each) => each.kind === kind)));
}

function sumOf(line: MonthKinds, kind: Kind): number {
  return Number(line.kinds.find((each) => each.kind === kind)?.sum ?? 0);
}
