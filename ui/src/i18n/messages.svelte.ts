import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import en from "./en.ftl?raw";
import ru from "./ru.ftl?raw";

export type Locale = "ru" | "en";

const sources: Record<Locale, string> = { ru, en };
/** The bundles of the locales used so far. */
const bundles: Partial<Record<Locale, FluentBundle>> = {};

let current = $state<Locale>("ru");

export function locale(): Locale {
  return current;
}

export function setLocale(locale: Locale) {
  current = locale;
  document.documentElement.lang = locale;
}

/** Returns the message with that id in the current locale, or the id if there is none. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const bundle = (bundles[current] ??= createBundle(current));
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, args, []) : id;
}

/** Formats a message before any is needed, because the first one takes the longest. */
export function warmUp() {
  t("days-ahead", { days: 2 });
}

function createBundle(locale: Locale): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  bundle.addResource(new FluentResource(sources[locale]));
  return bundle;
}
