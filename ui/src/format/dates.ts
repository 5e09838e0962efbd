// Calendar dates are taken apart as text; only the age of data is told by this computer's clock.

import { say } from "../i18n/words.svelte";

const OLDEST_TOLD_IN_DAYS = 30;
const DAY = 86_400_000;

/** «30 ноября», with its year if that is not the year of `today`. */
export function date(day: string, today?: string): string {
  const words = say("date", parts(day));
  const year = day.slice(0, 4);
  return today && today.slice(0, 4) !== year ? `${words} ${year}` : words;
}

/** «9 ноя». */
export function shortDate(day: string): string {
  return say("short-date", parts(day));
}

/** «09.11.2021». */
export function dottedDate(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** The day that somebody typed as «9.11.2021», «09.11.21» or «2021-11-09»; nothing if there is no such day. */
export function typedDate(text: string): string | undefined {
  const dotted = /^(\d{1,2})[./ ](\d{1,2})[./ ](\d{4}|\d{2})$/.exec(text.trim());
  const year = dotted?.[3]?.length === 2 ? `20${dotted[3]}` : dotted?.[3];
  const day = dotted ? `${year}-${two(Number(dotted[2]))}-${two(Number(dotted[1]))}` : text.trim();
  return isDay(day) ? day : undefined;
}

/** The same day `months` months earlier, or the last one of that month. */
export function monthsBefore(day: string, months: number): string {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const month = `${Math.floor(number / 12)}-${two((number % 12) + 1)}`;
  const found = [0, 1, 2, 3].map((less) => `${month}-${two(Number(day.slice(8, 10)) - less)}`).find(isDay);
  return found ?? `${month}-28`;
}

/** «Ноябрь 2021», of `2021-11`. */
export function month(month: string): string {
  return say("month-of-year", { month: Number(month.slice(5, 7)), year: month.slice(0, 4) });
}

/** «через 5 дней». */
export function daysAhead(days: number): string {
  return say("days-ahead", { days });
}

/** «сегодня в 10:05», «3 дня назад», «30 октября». */
export function age(instant: string, now: Date): string {
  const at = new Date(instant);
  const days = Math.max(0, daysBetween(dayOf(at), dayOf(now)));
  if (days > OLDEST_TOLD_IN_DAYS) return date(dayOf(at), dayOf(now));
  return say("age", { days, time: timeOf(at) });
}

/** «27 ноября в 10:00». */
export function moment(instant: string, now: Date): string {
  const at = new Date(instant);
  return say("date-and-time", { date: date(dayOf(at), dayOf(now)), time: timeOf(at) });
}

/** «1,3 с», of milliseconds. */
export function duration(milliseconds: number): string {
  return say("duration", { seconds: Math.round(milliseconds / 100) / 10 });
}

export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY);
}

function parts(day: string) {
  return { day: Number(day.slice(8, 10)), month: Number(day.slice(5, 7)) };
}

function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function timeOf(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
