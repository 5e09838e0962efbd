import { failure } from "./api";
import type { Failure } from "./bindings/Failure";

/** Something that is read from the shell: not there yet, there, or failed. */
export class Reading<T> {
  value = $state.raw<T>();
  failure = $state.raw<Failure>();
  #latest = 0;

  /** Asks for it. What was read before stays until the answer, and an overtaken answer is dropped. */
  async ask(question: () => Promise<T>) {
    const turn = ++this.#latest;
    try {
      const value = await question();
      if (turn === this.#latest) this.#take(value, undefined);
    } catch (error) {
      if (turn === this.#latest) this.#take(undefined, failure(error));
    }
  }

  /** Takes what was read otherwise. */
  give(value: T) {
    this.#latest++;
    this.#take(value, undefined);
  }

  forget() {
    this.#latest++;
    this.#take(undefined, undefined);
  }

  #take(value: T | undefined, failure: Failure | undefined) {
    this.value = value;
    this.failure = failure;
  }
}
