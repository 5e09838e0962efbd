import { readdirSync, readFileSync } from "node:fs";

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";

const source = new URL("../src/", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, source), "utf8");

const paths = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => /\.(svelte|ts)$/.test(path));
const code = paths.map(text).join("\n");
const ids = (locale: string) => [...text(`i18n/${locale}.ftl`).matchAll(/^([a-z-]+) =/gm)].map((match) => match[1] ?? "");

/** Returns the arguments of each message. */
function argumentsOf(locale: string): Record<string, string[]> {
  const parts = text(`i18n/${locale}.ftl`).split(/^(?=[a-z-]+ =)/m).filter((part) => /^[a-z-]+ =/.test(part));
  return Object.fromEntries(parts.map((part) => [part.split(" ")[0], [...new Set(part.match(/\$\w+/g))].sort()]));
}

test("both languages have the same messages with the same arguments", () => {
  expect(ids("en")).toEqual(ids("ru"));
  expect(argumentsOf("en")).toEqual(argumentsOf("ru"));
});

test.each(["ru", "en"])("the messages in %s can be parsed", (locale) => {
  const bundle = new FluentBundle(locale);
  expect(bundle.addResource(new FluentResource(text(`i18n/${locale}.ftl`)))).toEqual([]);
  for (const id of ids(locale)) expect(bundle.getMessage(id)?.value, `${id} has no text`).toBeTruthy();
});

test("every message that a component uses exists", () => {
  const used = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]);
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter((id) => !ids("ru").includes(id ?? ""))).toEqual([]);
});

test("every message is used", () => {
  expect(ids("ru").filter((id) => !code.includes(`"${id}"`))).toEqual([]);
});

test.each(["ru", "en"])("each format and the calendar say in %s which programs read them, and what to know", (locale) => {
  const note = (id: string) => text(`i18n/${locale}.ftl`).match(new RegExp(`^${id} = (.*)$`, "m"))?.[1];
  expect(note("format-xlsx-note")).toMatch(/Excel.*LibreOffice/);
  expect(note("format-csv-note")).toMatch(/Excel.*LibreOffice/);
  expect(note("format-csv-plain-note")).toMatch(/Skrooge.*OFX/);
  expect(note("format-ofx-note")).toMatch(/GnuCash.*Actual.*Actual/);
  expect(note("format-qif-note")).toMatch(/GnuCash.*Actual.*OFX/);
  expect(note("format-hledger-note")).toMatch(/hledger.*ledger2beancount.*include/);
  expect(note("calendar-note")).toContain("calcurse");
});

test("no component contains text in a language", () => {
  const translated = paths.filter((path) => path.endsWith(".svelte") && /[а-яё]/i.test(text(path)));
  expect(translated).toEqual([]);
});
