import { readdirSync, readFileSync } from "node:fs";

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { expect, test } from "vitest";

const source = new URL("../src/", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, source), "utf8");

const written = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => /\.(svelte|ts)$/.test(path));
const code = written.map(text).join("\n");
const ids = (locale: string) => [...text(`i18n/${locale}.ftl`).matchAll(/^([a-z-]+) =/gm)].map((match) => match[1] ?? "");

/** What each message is filled with. */
function filled(locale: string): Record<string, string[]> {
  const parts = text(`i18n/${locale}.ftl`).split(/^(?=[a-z-]+ =)/m).filter((part) => /^[a-z-]+ =/.test(part));
  return Object.fromEntries(parts.map((part) => [part.split(" ")[0], [...new Set(part.match(/\$\w+/g))].sort()]));
}

test("both languages say the same things, filled with the same values", () => {
  expect(ids("en")).toEqual(ids("ru"));
  expect(filled("en")).toEqual(filled("ru"));
});

test.each(["ru", "en"])("the words in %s can be read", (locale) => {
  const bundle = new FluentBundle(locale);
  expect(bundle.addResource(new FluentResource(text(`i18n/${locale}.ftl`)))).toEqual([]);
  for (const id of ids(locale)) expect(bundle.getMessage(id)?.value, `${id} has no words`).toBeTruthy();
});

test("what a component says has words", () => {
  const said = [...code.matchAll(/\bsay\(\s*"([^"]+)"/g)].map((match) => match[1]);
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((id) => !ids("ru").includes(id ?? ""))).toEqual([]);
});

test("no words are left that nothing says", () => {
  expect(ids("ru").filter((id) => !code.includes(`"${id}"`))).toEqual([]);
});

test("no component speaks a language by itself", () => {
  const spoken = written.filter((path) => path.endsWith(".svelte") && /[а-яё]/i.test(text(path)));
  expect(spoken).toEqual([]);
});
