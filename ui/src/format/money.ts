// Sums as text. They come as decimal strings and are split here, never computed with.

import type { Locale } from "../i18n/messages.svelte";

export type Sum = { sign: "" | "+" | "\u2212"; whole: string; kopecks: string };
export type Sign = "own" | "plus" | "minus";

export const NARROW = "\u202f";
export const RUBLE = "₽";
export const DOTS = "••••";

/** Splits a sum into its parts; `sign` is the sign that an unsigned sum gets: `plus` for a payment, `minus` for a charge. */
export function split(decimal: string, sign: Sign = "own", locale: Locale = "ru"): Sum {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const kopecks = fraction.padEnd(2, "0");
  return { sign: displayedSign(negative, sign, isZero(decimal)), whole: groupDigits(whole, locale === "ru" ? NARROW : ","), kopecks };
}

/** Returns «−1 234,56 ₽» with narrow no-break spaces, or “−1,234.56 ₽”. */
export function money(decimal: string, locale: Locale, sign: Sign = "own"): string {
  const sum = split(decimal, sign, locale);
  return `${sum.sign}${sum.whole}${decimalSeparator(locale)}${sum.kopecks}${NARROW}${RUBLE}`;
}

/** Returns whole rubles, for the axis of a chart. */
export function rubles(whole: number, locale: Locale): string {
  const digits = groupDigits(String(Math.abs(whole)), locale === "ru" ? NARROW : ",");
  return `${whole < 0 ? "\u2212" : ""}${digits}${NARROW}${RUBLE}`;
}

/** Returns the sentence with dots in place of its sums. */
export function withoutSums(sentence: string): string {
  return sentence.replace(/\u2212?\d+(?:[\s.,]\d+)*\s?₽/g, DOTS);
}

export function decimalSeparator(locale: Locale): string {
  return locale === "ru" ? "," : ".";
}

export function isZero(decimal: string): boolean {
  return !/[1-9]/.test(decimal);
}

export function isNegative(decimal: string): boolean {
  return decimal.startsWith("-") && !isZero(decimal);
}

/** Returns the sum without its sign. */
export function unsigned(decimal: string): string {
  return decimal.replace(/^-/, "");
}

function displayedSign(negative: boolean, sign: Sign, zero: boolean): Sum["sign"] {
  if (zero) return "";
  if (sign === "own") return negative ? "\u2212" : "";
  return negative === (sign === "minus") ? "+" : "\u2212";
}

function groupDigits(digits: string, space: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, space);
}
