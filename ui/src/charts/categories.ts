// Layout of the chart of months by category: incomes are stacked above zero, charges below it.

import type { Category } from "../bindings/Category";
import type { MonthCategories } from "../bindings/MonthCategories";
import { CATEGORIES } from "../format/categories";
import { bandLabels, bar, type Bar, type Layout, monthBands, verticalAxis } from "./axes";

const WIDEST_BAR = 32;

export type CategoriesChart = Layout & {
  months: { month: string; x: number; width: number; bars: (Bar & { category: Category })[] }[];
};

/** Lays out the chart of months, oldest first, in `width` pixels. */
export function categoriesChart(months: MonthCategories[], width: number, zoom = 1): CategoriesChart {
  const stacks = months.map(stackOf);
  const axis = verticalAxis(stacks.flat().flatMap((part) => [part.from, part.to]), zoom);
  const bands = monthBands(months.map((each) => each.month), axis.left, width);
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, bands.bandwidth));

  const columns = months.map(({ month }, index) => {
    const x = bands.x(month);
    const middle = x + bands.bandwidth / 2;
    const bars = (stacks[index] ?? []).map(({ category, from, to }) => ({ category, ...bar(middle - barWidth / 2, barWidth, axis.y(from), axis.y(to)) }));
    return { month, x, width: bands.bandwidth, bars };
  });
  return { months: columns, axis, labels: bandLabels(bands, width), positions: columns.map(({ x }) => x + bands.bandwidth / 2) };
}

/** Returns the categories that occur, in the order of stacking. */
export function categoriesIn(months: MonthCategories[]): Category[] {
  return CATEGORIES.filter((category) => months.some((month) => month.kinds.some((each) => each.kind === category)));
}

/** Stacks the sums of a month away from zero, incomes upwards and charges downwards. */
function stackOf(month: MonthCategories): { category: Category; from: number; to: number }[] {
  let [top, bottom] = [0, 0];
  return CATEGORIES.flatMap((category) => {
    const sum = Number(month.kinds.find((each) => each.kind === category)?.sum ?? 0);
    if (sum === 0) return [];
    const from = sum > 0 ? top : bottom;
    if (sum > 0) top += sum;
    else bottom += sum;
    return [{ category, from, to: from + sum }];
  });
}
