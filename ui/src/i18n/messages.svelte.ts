import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

export type Locale = "ru" | "en";

/** The texts of each locale, in a script of its own that only a window in that locale loads. */
const sources: Record<Locale, () => Promise<{ default: string }>> = {
  ru: () => import("./ru.ftl?raw"),
  en: () => import("./en.ftl?raw"),
};
/** The locale that the shell names in the address of the page. */
const EXPECTED: Locale = new URLSearchParams(globalThis.location?.search).get("locale") === "en" ? "en" : "ru";
/** The bundles of the locales used so far. */
const bundles: Partial<Record<Locale, FluentBundle>> = {};

let current = $state<Locale>(EXPECTED);

export function locale(): Locale {
  return current;
}

/** Loads the messages of the locale, and then shows the window in it. */
export async function setLocale(locale: Locale) {
  await load(locale);
  current = locale;
  document.documentElement.lang = locale;
}

/** Returns the message with that id in the current locale, or the id if there is none. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const bundle = bundles[current];
  const pattern = bundle?.getMessage(id)?.value;
  return bundle && pattern ? bundle.formatPattern(pattern, args, []) : id;
}

/** Loads the messages that are most probably needed, and formats one, because the first takes the longest. */
export async function warmUp() {
  await load(EXPECTED);
  t("days-ahead", { days: 2 });
}

async function load(locale: Locale) {
  if (bundles[locale]) return;
  const { default: source } = await sources[locale]();
  const bundle = new FluentBundle(locale, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  bundles[locale] = bundle;
}
