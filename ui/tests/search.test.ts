import { expect, test } from "vitest";

import type { SearchResults } from "../src/bindings/SearchResults";
import type { Selection } from "../src/bindings/Selection";
import { SearchState } from "../src/state/search.svelte";

const ACCOUNT = "sevencom/12345678";

type Request = { query: string; after: string | null; answer: (results: SearchResults) => void; refuse: (error: unknown) => void };

/** Returns a search whose answers the test gives. */
function heldSearch() {
  const requests: Request[] = [];
  const search = new SearchState((_, { query }, after) => new Promise((answer, refuse) => requests.push({ query, after, answer, refuse })));
  const type = (query: string) => void search.start(ACCOUNT, selection(query), 1);
  return { search, requests, type };
}

function selection(query: string): Selection {
  return { query, kind: null, from: null, to: null };
}

function page(operation: string, next: string | null = null): SearchResults {
  const transaction = { month: "2021-11", position: 0, date: "2021-11-09", time: null, operation, amount: "1.00", closing: null, kind: "other" as const };
  return { entries: [transaction], next, count: 1, paid: "1.00", charged: "0.00", terms: [] };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const shown = (search: SearchState) => search.transactions.map((each) => each.operation);

test("letters typed during a request cause one more request, and the old answer is dropped", async () => {
  const { search, requests, type } = heldSearch();
  for (const query of ["о", "оп", "опл"]) type(query);
  expect(requests.map((each) => each.query)).toEqual(["о"]);
  requests[0]?.answer(page("old"));
  await settled();
  expect(shown(search), "the answer to «о» is not shown under «опл»").toEqual([]);
  expect(requests.map((each) => each.query)).toEqual(["о", "опл"]);
  requests[1]?.answer(page("new"));
  await settled();
  expect(shown(search)).toEqual(["new"]);
});

test("the next page is requested once and added after the first", async () => {
  const { search, requests, type } = heldSearch();
  type("");
  requests[0]?.answer(page("first", "more"));
  await settled();
  void search.loadMore(ACCOUNT);
  void search.loadMore(ACCOUNT);
  expect(requests.map((each) => each.after)).toEqual([null, "more"]);
  requests[1]?.answer(page("second"));
  await settled();
  expect(shown(search)).toEqual(["first", "second"]);
  await search.loadMore(ACCOUNT);
  expect(requests.length, "there is no third page").toBe(2);
});

test("the same search is not requested again until the data change", async () => {
  const { search, requests, type } = heldSearch();
  type("опл");
  requests[0]?.answer(page("kept"));
  await settled();
  type("опл");
  expect(requests.length).toBe(1);
  void search.start(ACCOUNT, selection("опл"), 2);
  expect(requests.length).toBe(2);
});

test("an answer for another account is dropped", async () => {
  const { search, requests, type } = heldSearch();
  type("опл");
  search.clear();
  requests[0]?.answer(page("of the other"));
  await settled();
  expect(shown(search)).toEqual([]);
  type("опл");
  requests[1]?.answer(page("own"));
  await settled();
  expect(shown(search)).toEqual(["own"]);
});

test("a failure is shown until the next results", async () => {
  const { search, requests, type } = heldSearch();
  type("опл");
  requests[0]?.refuse({ code: "database_busy", message: "Занято.", hint: "Повторите.", unreachable: false, calm: false, remedy: "retry" });
  await settled();
  expect(search.failure?.code).toBe("database_busy");
  type("опла");
  requests[1]?.answer(page("found"));
  await settled();
  expect(search.failure).toBeUndefined();
});
