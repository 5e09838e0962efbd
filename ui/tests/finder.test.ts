import { expect, test } from "vitest";

import type { Found } from "../src/bindings/Found";
import { Finder } from "../src/finder.svelte";

type Asked = { query: string; after: string | null; answer: (found: Found) => void; refuse: (error: unknown) => void };

/** A search whose answers come when the test says so. */
function search() {
  const asked: Asked[] = [];
  const finder = new Finder((_, query, __, after) => new Promise((answer, refuse) => asked.push({ query, after, answer, refuse })));
  const type = (query: string) => {
    finder.query = query;
    void finder.seek("12345678", 1);
  };
  return { finder, asked, type };
}

function page(operation: string, next: string | null = null): Found {
  const entry = { month: "2021-11", position: 0, date: "2021-11-09", time: null, operation, amount: "1.00", closing: null, kind: "other" as const };
  return { entries: [entry], next, count: 1, paid: "1.00", charged: "0.00" };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const shown = (finder: Finder) => finder.entries.map((entry) => entry.operation);

test("letters typed while an answer is awaited are asked for once, and its answer is dropped", async () => {
  const { finder, asked, type } = search();
  for (const query of ["о", "оп", "опл"]) type(query);
  expect(asked.map((each) => each.query)).toEqual(["о"]);
  asked[0]?.answer(page("old"));
  await settled();
  expect(shown(finder), "what answers to «о» is not shown under «опл»").toEqual([]);
  expect(asked.map((each) => each.query)).toEqual(["о", "опл"]);
  asked[1]?.answer(page("new"));
  await settled();
  expect(shown(finder)).toEqual(["new"]);
});

test("the next page comes after the first, and is not asked for twice", async () => {
  const { finder, asked, type } = search();
  type("");
  asked[0]?.answer(page("first", "more"));
  await settled();
  void finder.more("12345678");
  void finder.more("12345678");
  expect(asked.map((each) => each.after)).toEqual([null, "more"]);
  asked[1]?.answer(page("second"));
  await settled();
  expect(shown(finder)).toEqual(["first", "second"]);
  await finder.more("12345678");
  expect(asked.length, "there is no third page").toBe(2);
});

test("what was asked for already is not asked for again until the figures change", async () => {
  const { finder, asked, type } = search();
  type("опл");
  asked[0]?.answer(page("kept"));
  await settled();
  type("опл ");
  expect(asked.length).toBe(1);
  void finder.seek("12345678", 2);
  expect(asked.length).toBe(2);
});

test("an answer for another account is dropped", async () => {
  const { finder, asked, type } = search();
  type("опл");
  finder.forget();
  asked[0]?.answer(page("of the other"));
  await settled();
  expect(shown(finder)).toEqual([]);
  type("опл");
  asked[1]?.answer(page("own"));
  await settled();
  expect(shown(finder)).toEqual(["own"]);
});

test("a failure is told until something is found", async () => {
  const { finder, asked, type } = search();
  type("опл");
  asked[0]?.refuse({ code: "database_busy", message: "Занято.", hint: "Повторите." });
  await settled();
  expect(finder.failure?.code).toBe("database_busy");
  type("опла");
  asked[1]?.answer(page("found"));
  await settled();
  expect(finder.failure).toBeUndefined();
});
