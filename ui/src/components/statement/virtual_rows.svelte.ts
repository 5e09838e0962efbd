import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";

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
  #heights: number[] = [];
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;

  /** Follows the scrolling of `main`. Returns a function that stops it. */
  follow(body: HTMLElement, count: number): () => void {
    const scroller = body.closest("main");
    if (count <= NOT_VIRTUALIZED || !scroller) return this.#showAll(count);
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count,
      getScrollElement: () => scroller,
      estimateSize: (index) => this.#heights[index] ?? ROW_HEIGHT,
      overscan: OVERSCAN,
      // A list that grew keeps its scroll position.
      initialOffset: scroller.scrollTop,
      initialRect: { width: scroller.clientWidth, height: scroller.clientHeight },
      scrollMargin: body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: (changed) => this.#update(changed),
    });
    const stop = virtualizer._didMount();
    virtualizer._willUpdate();
    this.#virtualizer = virtualizer;
    this.#update(virtualizer);
    return () => {
      stop();
      this.#virtualizer = undefined;
    };
  }

  /** Scrolls to a row that may not be in the page yet. */
  scrollTo(index: number) {
    this.#virtualizer?.scrollToIndex(index, { align: "center" });
  }

  /** Measures a row, because its text may need more than one line. */
  measure = (row: HTMLElement) => {
    this.#heights[Number(row.dataset.index)] = row.getBoundingClientRect().height;
    this.#virtualizer?.measureElement(row);
  };

  #showAll(count: number): () => void {
    [this.first, this.last, this.above, this.below] = [0, count, 0, 0];
    return () => {};
  }

  #update(virtualizer: Virtualizer<HTMLElement, HTMLElement>) {
    const items = virtualizer.getVirtualItems();
    const [head, tail] = [items[0], items.at(-1)];
    if (!head || !tail) return;
    const margin = virtualizer.options.scrollMargin;
    this.first = head.index;
    this.last = tail.index + 1;
    this.above = head.start - margin;
    this.below = virtualizer.getTotalSize() - (tail.end - margin);
  }
}
