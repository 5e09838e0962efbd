const ROW_HEIGHT = 40;
/** Tables up to this number of rows are not virtualized. */
const NOT_VIRTUALIZED = 300;
const OVERSCAN = 16;

/** The range of table rows in the page, and the heights in pixels of the gaps above and below. */
export class VirtualRows {
  first = $state(0);
  last = $state(0);
  above = $state(0);
  below = $state(0);
  /** The heights of the rows that were measured. */
  #heights: number[] = [];
  /** The distance of each row from the top of the first, and behind them the height of all. */
  #offsets: number[] = [0];
  /** The number of leading offsets that are up to date. */
  #known = 1;
  #count = 0;
  #table: { body: HTMLElement; scroller: HTMLElement } | undefined;
  #isUpdating = false;

  /** Follows the scrolling of `main`. Returns a function that stops it. */
  follow(body: HTMLElement, count: number): () => void {
    const scroller = body.closest("main");
    if (count <= NOT_VIRTUALIZED || !scroller) return this.#showAll(count);
    this.#count = count;
    this.#known = Math.min(this.#known, count);
    this.#table = { body, scroller };
    // The rows are kept in place here; a browser that does so too would move them twice.
    scroller.style.overflowAnchor = "none";
    const update = () => this.#update();
    const remeasure = () => body.querySelectorAll<HTMLElement>("tr[data-index]").forEach(this.measure);
    const resizes = new ResizeObserver(remeasure);
    resizes.observe(scroller);
    scroller.addEventListener("scroll", update, { passive: true });
    update();
    return () => {
      resizes.disconnect();
      scroller.removeEventListener("scroll", update);
      scroller.style.overflowAnchor = "";
      this.#table = undefined;
    };
  }

  /** Scrolls to a row that may not be in the page yet. */
  scrollTo(index: number) {
    if (!this.#table) return;
    const { scroller } = this.#table;
    scroller.scrollTop += this.#offset(index) - this.#hidden() - scroller.clientHeight / 2;
    this.#update();
  }

  /** Measures a row, because its text may need more than one line. */
  measure = (row: HTMLElement) => {
    const index = Number(row.dataset.index);
    const before = this.#heights[index] ?? ROW_HEIGHT;
    const height = row.getBoundingClientRect().height;
    this.#heights[index] = height;
    if (!this.#table || height === before) return;
    const isAbove = this.#offset(index) + before <= this.#hidden();
    this.#known = Math.min(this.#known, index + 1);
    if (isAbove) this.#table.scroller.scrollTop += height - before;
    this.#updateSoon();
  };

  #showAll(count: number): () => void {
    [this.first, this.last, this.above, this.below] = [0, count, 0, 0];
    return () => {};
  }

  #updateSoon() {
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      this.#update();
    });
  }

  #update() {
    if (!this.#table) return;
    const hidden = this.#hidden();
    const first = Math.max(0, this.#indexAt(hidden) - OVERSCAN);
    const last = Math.min(this.#count, this.#indexAt(hidden + this.#table.scroller.clientHeight) + 1 + OVERSCAN);
    [this.first, this.last] = [first, last];
    [this.above, this.below] = [this.#offset(first), this.#offset(this.#count) - this.#offset(last)];
  }

  /** Returns the height of the rows that are scrolled out above; negative while the first is below the top. */
  #hidden(): number {
    if (!this.#table) return 0;
    const { body, scroller } = this.#table;
    return scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
  }

  #offset(index: number): number {
    for (; this.#known <= index; this.#known++) {
      this.#offsets[this.#known] = (this.#offsets[this.#known - 1] ?? 0) + (this.#heights[this.#known - 1] ?? ROW_HEIGHT);
    }
    return this.#offsets[index] ?? 0;
  }

  /** Returns the index of the row at that distance from the top of the first. */
  #indexAt(distance: number): number {
    this.#offset(this.#count);
    let [low, high] = [0, Math.max(0, this.#count - 1)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#offset(middle) <= distance) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
