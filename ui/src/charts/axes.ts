// Axes and bars of all charts. Sums become numbers only to place them in pixels: no displayed
// figure is computed here.

export const HEIGHT = 176;
export const TOP = 8;
export const BOTTOM = 24;

const GRID_LINES = 3;
const MOST_GRID_LINES = 4;
const LABEL_WIDTH = 64;
const HALF_LABEL = 18;
const LEAST_LEFT = 72;
const LABEL_GAP = 16;
const DIGIT_WIDTH = 8;
const SPACE_WIDTH = 4;
/** The share of a band that is left empty on each side of it. */
const PADDING = 0.1;

export type GridLine = { y: number; rubles: number };
export type Label = { x: number; text: string };
export type Bar = { x: number; y: number; width: number; height: number };

/** A vertical axis: its scale from rubles to pixels, its grid lines, and the width of their labels. */
export type Axis = { y: (rubles: number) => number; grid: GridLine[]; left: number };
/** The part of a chart's layout that its frame needs. */
export type Layout = {
  axis: Axis;
  labels: Label[];
  /** The horizontal middle of each month or day, from the left. */
  positions: number[];
};
/** Equal places for months side by side. */
export type Bands = { months: string[]; step: number; bandwidth: number; x: (month: string) => number };

/** Returns a scale from one range of numbers to another. */
export function linear([from, to]: [number, number], [low, high]: [number, number]): (value: number) => number {
  return (value) => low + ((value - from) / (to - from || 1)) * (high - low);
}

/** Returns the vertical axis for the sums. Zero is always inside, and the ends are round. */
export function verticalAxis(sums: number[], zoom = 1): Axis {
  const [least, most] = [Math.min(0, ...sums), Math.max(0, ...sums)];
  const step = roundStep((most - least || 1) / GRID_LINES);
  const [first, last] = [Math.floor(least / step), Math.max(Math.ceil(most / step), Math.floor(least / step) + 1)];
  const y = linear([first * step, last * step], [HEIGHT - BOTTOM, TOP]);
  const every = Math.ceil((last - first + 1) / MOST_GRID_LINES);
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((line) => line % every === 0);
  const grid = lines.map((line) => ({ y: y(line * step), rubles: Math.round(line * step) }));
  return { y, grid: grid.filter((line, index) => line.rubles !== grid[index - 1]?.rubles), left: labelWidth(grid, zoom) };
}

export function monthBands(months: string[], left: number, width: number): Bands {
  const step = Math.max(1, width - left) / Math.max(1, months.length);
  const x = (month: string) => left + step * (months.indexOf(month) + PADDING);
  return { months, step, bandwidth: step * (1 - 2 * PADDING), x };
}

/** Returns «11.26» labels for the months that there is room for, the last one always. */
export function bandLabels({ months, step, bandwidth, x }: Bands, width: number): Label[] {
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  return months
    .filter((_, index) => (months.length - 1 - index) % every === 0)
    .map((month) => ({ x: Math.min(x(month) + bandwidth / 2, width - HALF_LABEL), text: shortMonth(month) }));
}

/** Returns «11.26» for `2026-11`, or for a day of it. */
export function shortMonth(month: string): string {
  return `${month.slice(5, 7)}.${month.slice(2, 4)}`;
}

/** Returns the index of the position nearest to `x`. */
export function nearest(positions: number[], x: number): number {
  return positions.reduce((best, position, index) => (Math.abs(position - x) < Math.abs((positions[best] ?? 0) - x) ? index : best), 0);
}

/** Returns the bar between two heights, in either order. */
export function bar(x: number, width: number, from: number, to: number): Bar {
  return { x, y: Math.min(from, to), width, height: Math.abs(to - from) };
}

/** Returns 1, 2 or 5 times a power of ten that is not less than `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * ([1, 2, 5].find((factor) => factor * power >= step) ?? 10);
}

/** Returns the room in pixels that the widest label needs with its sign, spaces and «₽». */
function labelWidth(grid: GridLine[], zoom: number): number {
  const widths = grid.map(({ rubles }) => {
    const digits = String(Math.abs(rubles)).length;
    return (digits + (rubles < 0 ? 2 : 1)) * DIGIT_WIDTH + (Math.floor((digits - 1) / 3) + 1) * SPACE_WIDTH;
  });
  return Math.max(LEAST_LEFT, Math.max(...widths) * zoom + LABEL_GAP);
}
