import type { Category } from "../bindings/Category";
import type { MonthSummary } from "../bindings/MonthSummary";
import type { Selection } from "../bindings/Selection";
import { lastDay, monthsBefore } from "../format/dates";
import { SearchState } from "./search.svelte";

export type LedgerView = "months" | "years" | "balance";
/** The last twelve months, everything, or a year as `2021`. */
export type LedgerPeriod = "last" | "all" | (string & {});

type Search = ConstructorParameters<typeof SearchState>[0];

const YEAR_MONTHS = 12;

/** What the statement shows: a period, a query, a category, and one of three views. */
export class LedgerState {
  view = $state<LedgerView>("months");
  #period = $state<LedgerPeriod>("last");
  query = $state("");
  category = $state<Category>();
  search: SearchState;

  constructor(search: Search) {
    this.search = new SearchState(search);
  }

  /** The chosen period. The one that nobody chose does not limit what is searched. */
  get period(): LedgerPeriod {
    return this.#period === "last" && this.query.trim() !== "" ? "all" : this.#period;
  }

  set period(period: LedgerPeriod) {
    this.#period = period;
  }

  /** True if transactions are selected by a query or a category. */
  get isFiltered(): boolean {
    return this.query.trim() !== "" || this.category !== undefined;
  }

  /** Returns the months of the period, given all of them, newest first. */
  within(months: MonthSummary[]): MonthSummary[] {
    const { from, to } = this.bounds(months);
    return months.filter(({ month }) => (from === null || month >= from.slice(0, 7)) && (to === null || month <= to.slice(0, 7)));
  }

  /** Returns the first and the last day of the period; null is no bound. */
  bounds(months: MonthSummary[]): Pick<Selection, "from" | "to"> {
    const newest = months[0]?.month;
    if (this.period === "all" || (this.period === "last" && newest === undefined)) return { from: null, to: null };
    if (this.period !== "last") return { from: `${this.period}-01-01`, to: `${this.period}-12-31` };
    return { from: monthsBefore(`${newest}-01`, YEAR_MONTHS - 1), to: lastDay(newest ?? "") };
  }

  /** Returns the part of the statement that is shown, given all months and the one that is open. */
  selection(months: MonthSummary[], opened?: string): Selection {
    if (opened !== undefined) return { query: "", kind: null, from: `${opened}-01`, to: lastDay(opened) };
    return { query: this.query.trim(), kind: this.category ?? null, ...this.bounds(months) };
  }

  clear() {
    this.search.clear();
    [this.#period, this.query, this.category] = ["last", "", undefined];
  }
}
