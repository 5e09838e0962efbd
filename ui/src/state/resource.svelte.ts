import { toFailure, type CommandFailure } from "../api";

/** A value loaded from the shell: not there yet, there, or failed. */
export class Resource<T> {
  value = $state.raw<T>();
  failure = $state.raw<CommandFailure>();
  #latest = 0;

  /** Loads the value. The old value stays until the answer comes; an overtaken answer is dropped. */
  async load(request: () => Promise<T>) {
    const turn = ++this.#latest;
    try {
      const value = await request();
      if (turn === this.#latest) this.#update(value, undefined);
    } catch (error) {
      if (turn === this.#latest) this.#update(undefined, toFailure(error));
    }
  }

  /** Sets a value that came with another answer. */
  set(value: T) {
    this.#latest++;
    this.#update(value, undefined);
  }

  clear() {
    this.#latest++;
    this.#update(undefined, undefined);
  }

  #update(value: T | undefined, failure: CommandFailure | undefined) {
    this.value = value;
    this.failure = failure;
  }
}
