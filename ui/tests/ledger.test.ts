import { beforeEach, expect, test } from "vitest";

import { LedgerState } from "../src/state/ledger.svelte";
import { months } from "./harness/sample";

const all = months(60);
let ledger: LedgerState;

beforeEach(() => {
  ledger = new LedgerState(() => new Promise(() => {}));
});

const names = () => ledger.within(all).map((each) => each.month);

test("without a choice the last twelve months are shown", () => {
  expect([names()[0], names().at(-1), names().length]).toEqual(["2026-11", "2025-12", 12]);
  expect(ledger.selection(all)).toEqual({ query: "", kind: null, from: "2025-12-01", to: "2026-11-30" });
});

test("a period that nobody chose does not limit a search, and comes back after it", () => {
  ledger.query = "400 ноябрь 2021";
  expect(ledger.selection(all)).toEqual({ query: "400 ноябрь 2021", kind: null, from: null, to: null });
  ledger.query = "  ";
  expect(ledger.period).toBe("last");
});

test("a chosen year limits a search", () => {
  ledger.period = "2024";
  ledger.query = " 400 ";
  ledger.category = "one_off";
  expect(ledger.selection(all)).toEqual({ query: "400", kind: "one_off", from: "2024-01-01", to: "2024-12-31" });
});

test("an open month is what is saved, whatever was searched", () => {
  ledger.query = "400";
  expect(ledger.selection(all, "2024-02")).toEqual({ query: "", kind: null, from: "2024-02-01", to: "2024-02-29" });
});

test("an account without months has no bounds, and another account begins anew", () => {
  expect(ledger.bounds([])).toEqual({ from: null, to: null });
  ledger.period = "2024";
  ledger.query = "400";
  ledger.clear();
  expect([ledger.period, ledger.query, ledger.isFiltered]).toEqual(["last", "", false]);
});
