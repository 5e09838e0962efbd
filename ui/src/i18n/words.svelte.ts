import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import en from "./en.ftl?raw";
import ru from "./ru.ftl?raw";

export type Locale = "ru" | "en";

const bundles: Record<Locale, FluentBundle> = { ru: bundle("ru", ru), en: bundle("en", en) };

let spoken = $state<Locale>("ru");

export function locale(): Locale {
  return spoken;
}

export function speak(locale: Locale) {
  spoken = locale;
  document.documentElement.lang = locale;
}

export function say(id: string, values?: Record<string, FluentVariable>): string {
  const words = bundles[spoken];
  const pattern = words.getMessage(id)?.value;
  return pattern ? words.formatPattern(pattern, values, []) : id;
}

function bundle(locale: Locale, text: string): FluentBundle {
  const words = new FluentBundle(locale, { useIsolating: false });
  words.addResource(new FluentResource(text));
  return words;
}
