import { failure } from "./api";
import type { Failure } from "./bindings/Failure";
import type { Found } from "./bindings/Found";
import type { FoundEntry } from "./bindings/FoundEntry";
import type { Kind } from "./bindings/Kind";

type Search = (login: string, query: string, kind: Kind | null, after: string | null) => Promise<Found>;
type Wanted = { login: string; query: string; kind: Kind | null; after: string | null };

/** What is looked for among the operations, and what was found of it so far. */
export class Finder {
  query = $state("");
  kind = $state<Kind>();
  entries = $state.raw<FoundEntry[]>([]);
  /** The totals of all that was found, and where the next page begins. */
  found = $state.raw<Found>();
  failure = $state.raw<Failure>();
  #search: Search;
  #wanted: Wanted | undefined;
  #asked = "";
  #turn = 0;
  #asking = false;

  constructor(search: Search) {
    this.#search = search;
  }

  /**
   * Looks from the beginning, unless just that was asked for already. While an answer is awaited
   * nothing else is asked; then what is wanted by now is, and what was wanted in between never.
   */
  async seek(login: string, revision: number) {
    const wanted: Wanted = { login, query: this.query.trim(), kind: this.kind ?? null, after: null };
    const asked = JSON.stringify([wanted, revision]);
    if (asked === this.#asked) return;
    [this.#asked, this.#wanted] = [asked, wanted];
    if (!this.#asking) await this.#ask();
  }

  /** Takes the next page, unless there is none or an answer is on its way. */
  async more(login: string) {
    const after = this.found?.next;
    if (!after || this.#asking) return;
    this.#wanted = { login, query: this.query.trim(), kind: this.kind ?? null, after };
    await this.#ask();
  }

  forget() {
    this.#turn++;
    [this.#wanted, this.#asked, this.#asking] = [undefined, "", false];
    [this.query, this.kind, this.entries, this.found, this.failure] = ["", undefined, [], undefined, undefined];
  }

  async #ask() {
    const turn = this.#turn;
    this.#asking = true;
    for (let wanted = this.#next(); wanted && turn === this.#turn; wanted = this.#next()) {
      const { login, query, kind, after } = wanted;
      try {
        const found = await this.#search(login, query, kind, after);
        if (turn === this.#turn && !this.#wanted) this.#take(found, after === null ? [] : this.entries);
      } catch (error) {
        if (turn === this.#turn && !this.#wanted) this.failure = failure(error);
      }
    }
    if (turn === this.#turn) this.#asking = false;
  }

  #next(): Wanted | undefined {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }

  #take(found: Found, before: FoundEntry[]) {
    this.found = found;
    this.entries = [...before, ...found.entries];
    this.failure = undefined;
  }
}
