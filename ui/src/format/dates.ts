// Dates, ages and durations as text. Calendar dates stay text; only ages and moments use this
// computer's clock and time zone.

import { t } from "../i18n/messages.svelte";

const LONGEST_AGE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Returns «30 ноября», with the year if it is not the year of `today`. */
export function date(day: string, today?: string): string {
  const text = t("date", parts(day));
  const year = day.slice(0, 4);
  return today && today.slice(0, 4) !== year ? `${text}\u00a0${year}` : text;
}

/** Returns «9 ноя». */
export function shortDate(day: string): string {
  return t("short-date", parts(day));
}

/** Returns «09.11.2021». */
export function dottedDate(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** Parses «9.11.2021», «09.11.21» or «2021-11-09» into an ISO date; undefined if there is no such day. */
export function typedDate(text: string): string | undefined {
  const dotted = /^(\d{1,2})[./ ](\d{1,2})[./ ](\d{4}|\d{2})$/.exec(text.trim());
  const year = dotted?.[3]?.length === 2 ? `20${dotted[3]}` : dotted?.[3];
  const day = dotted ? `${year}-${two(Number(dotted[2]))}-${two(Number(dotted[1]))}` : text.trim();
  return isDay(day) ? day : undefined;
}

/** Returns the same day `months` months earlier, or the last day of that month. */
export function monthsBefore(day: string, months: number): string {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const month = `${Math.floor(number / 12)}-${two((number % 12) + 1)}`;
  const found = [0, 1, 2, 3].map((less) => `${month}-${two(Number(day.slice(8, 10)) - less)}`).find(isDay);
  return found ?? `${month}-28`;
}

/** Returns the same day `months` months later, or the last day of that month. */
export function monthsAfter(day: string, months: number): string {
  return monthsBefore(day, -months);
}

/** Returns the last day of a month given as `2021-11`. */
export function lastDay(month: string): string {
  return [31, 30, 29, 28].map((day) => `${month}-${day}`).find(isDay) ?? `${month}-28`;
}

/** Returns «Ноябрь 2021» for `2021-11`. */
export function month(month: string): string {
  return t("month-of-year", { month: Number(month.slice(5, 7)), year: month.slice(0, 4) });
}

/** Returns «через 5 дней». */
export function daysAhead(days: number): string {
  return t("days-ahead", { days });
}

/** Returns «сегодня в 10:05», «3 дня назад» or «30 октября». */
export function age(instant: string, now: Date): string {
  const at = new Date(instant);
  const days = Math.max(0, daysBetween(dayOf(at), dayOf(now)));
  if (days > LONGEST_AGE_DAYS) return date(dayOf(at), dayOf(now));
  return t("age", { days, time: timeOf(at) });
}

/** Returns «Обновлено в 10:05», with the day unless that is today. */
export function updated(instant: string, now: Date): string {
  const at = new Date(instant);
  return dayOf(at) === dayOf(now) ? t("updated-today", { time: timeOf(at) }) : t("updated", { age: age(instant, now) });
}

/** Returns «27 ноября в 10:00». */
export function moment(instant: string, now: Date): string {
  const at = new Date(instant);
  return t("date-and-time", { date: date(dayOf(at), dayOf(now)), time: timeOf(at) });
}

/** Returns «1,3 с» for 1340 milliseconds. */
export function duration(milliseconds: number): string {
  return t("duration", { seconds: Math.round(milliseconds / 100) / 10 });
}

export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}

function parts(day: string) {
  return { day: Number(day.slice(8, 10)), month: Number(day.slice(5, 7)) };
}

function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Returns «10:05» by this computer's clock. */
export function timeOf(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
