// What all charts share. Sums become numbers for their place in pixels only: no figure that is
// shown comes from here.

import { scaleBand, scaleLinear, type ScaleBand, type ScaleLinear } from "d3-scale";

export const HEIGHT = 176;
export const LEFT = 72;
export const TOP = 8;
export const BOTTOM = 24;

const GRID_LINES = 3;
const LABEL_WIDTH = 64;
const HALF_LABEL = 18;

export type GridLine = { y: number; rubles: number };
export type Label = { x: number; words: string };
export type Bar = { x: number; y: number; width: number; height: number };

/** From rubles to pixels, with zero in sight. */
export function upward(sums: number[]): ScaleLinear<number, number> {
  return scaleLinear([Math.min(0, ...sums), Math.max(1, ...sums)], [HEIGHT - BOTTOM, TOP]).nice(GRID_LINES);
}

export function gridLines(up: ScaleLinear<number, number>): GridLine[] {
  return up.ticks(GRID_LINES).slice(0, 4).map((rubles) => ({ y: up(rubles), rubles }));
}

export function monthBands(months: string[], width: number): ScaleBand<string> {
  return scaleBand(months, [LEFT, Math.max(LEFT + 1, width)]).paddingInner(0.2).paddingOuter(0.1);
}

/** «11.26» under every month that there is room for, the last one always. */
export function bandLabels(bands: ScaleBand<string>, width: number): Label[] {
  const months = bands.domain();
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / bands.step()));
  return months
    .filter((_, at) => (months.length - 1 - at) % every === 0)
    .map((month) => ({ x: Math.min((bands(month) ?? LEFT) + bands.bandwidth() / 2, width - HALF_LABEL), words: shortMonth(month) }));
}

/** «11.26» of `2026-11`, or of a day in it. */
export function shortMonth(month: string): string {
  return `${month.slice(5, 7)}.${month.slice(2, 4)}`;
}

/** Which of the places is nearest to `x`. */
export function nearest(places: number[], x: number): number {
  return places.reduce((best, place, at) => (Math.abs(place - x) < Math.abs((places[best] ?? 0) - x) ? at : best), 0);
}

/** Between two heights, whichever is higher. */
export function bar(x: number, width: number, from: number, to: number): Bar {
  return { x, y: Math.min(from, to), width, height: Math.abs(to - from) };
}
