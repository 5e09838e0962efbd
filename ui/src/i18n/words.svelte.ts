import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import en from "./en.ftl?raw";
import ru from "./ru.ftl?raw";

export type Locale = "ru" | "en";

const texts: Record<Locale, string> = { ru, en };
/** Of the languages that were spoken so far. */
const bundles: Partial<Record<Locale, FluentBundle>> = {};

let spoken = $state<Locale>("ru");

export function locale(): Locale {
  return spoken;
}

export function speak(locale: Locale) {
  spoken = locale;
  document.documentElement.lang = locale;
}

export function say(id: string, values?: Record<string, FluentVariable>): string {
  const words = (bundles[spoken] ??= bundle(spoken));
  const pattern = words.getMessage(id)?.value;
  return pattern ? words.formatPattern(pattern, values, []) : id;
}

/** Gets ready to speak, while there is nothing to be said yet. */
export function prepare() {
  say("days-ahead", { days: 2 });
}

function bundle(locale: Locale): FluentBundle {
  const words = new FluentBundle(locale, { useIsolating: false });
  words.addResource(new FluentResource(texts[locale]));
  return words;
}
