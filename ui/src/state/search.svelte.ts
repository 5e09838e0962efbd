import { toFailure, type CommandFailure } from "../api";
import type { AccountKey } from "../bindings/AccountKey";
import type { FoundTransaction } from "../bindings/FoundTransaction";
import type { SearchResults } from "../bindings/SearchResults";
import type { Selection } from "../bindings/Selection";

type Search = (account: AccountKey, selection: Selection, after: string | null) => Promise<SearchResults>;
type Request = { account: AccountKey; selection: Selection; after: string | null };

/** A search in the statement: the transactions loaded so far. */
export class SearchState {
  transactions = $state.raw<FoundTransaction[]>([]);
  /** The latest page: the totals of all results, and the cursor of the next page. */
  results = $state.raw<SearchResults>();
  failure = $state.raw<CommandFailure>();
  #search: Search;
  #pending: Request | undefined;
  #selection: Selection | undefined;
  /** The latest request as JSON, to skip a repeated one. */
  #requested = "";
  #turn = 0;
  #isRunning = false;

  constructor(search: Search) {
    this.#search = search;
  }

  /**
   * Searches from the first page, unless the same was requested already.
   *
   * One request runs at a time. After its answer only the latest of the waiting ones is sent.
   */
  async start(account: AccountKey, selection: Selection, revision: number) {
    const request: Request = { account, selection, after: null };
    const requested = JSON.stringify([request, revision]);
    if (requested === this.#requested) return;
    [this.#requested, this.#pending, this.#selection] = [requested, request, selection];
    if (!this.#isRunning) await this.#run();
  }

  /** Loads the next page, unless there is none or a request is running. */
  async loadMore(account: AccountKey) {
    const after = this.results?.next;
    if (!after || !this.#selection || this.#isRunning) return;
    this.#pending = { account, selection: this.#selection, after };
    await this.#run();
  }

  clear() {
    this.#turn++;
    [this.#pending, this.#requested, this.#isRunning] = [undefined, "", false];
    [this.transactions, this.results, this.failure] = [[], undefined, undefined];
  }

  async #run() {
    const turn = this.#turn;
    this.#isRunning = true;
    for (let request = this.#takePending(); request && turn === this.#turn; request = this.#takePending()) {
      const { account, selection, after } = request;
      try {
        const results = await this.#search(account, selection, after);
        if (turn === this.#turn && !this.#pending) this.#show(results, after === null ? [] : this.transactions);
      } catch (error) {
        if (turn === this.#turn && !this.#pending) this.failure = toFailure(error);
      }
    }
    if (turn === this.#turn) this.#isRunning = false;
  }

  #takePending(): Request | undefined {
    const request = this.#pending;
    this.#pending = undefined;
    return request;
  }

  #show(results: SearchResults, before: FoundTransaction[]) {
    this.results = before.length > 0 && this.results ? { ...results, terms: this.results.terms } : results;
    this.transactions = [...before, ...results.entries];
    this.failure = undefined;
  }
}
