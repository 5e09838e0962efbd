import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";

const ROW = 40;
const ALL_SHOWN = 200;
const SPARE = 16;

/** Which rows of a long table are in the page, and how high the gaps above and below them are. */
export class Rows {
  first = $state(0);
  last = $state(0);
  above = $state(0);
  below = $state(0);
  #heights: number[] = [];
  #virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;

  /** Follows the scrolling of the table's surroundings. Returns how to stop. */
  follow(body: HTMLElement, count: number): () => void {
    const scroller = body.closest("main");
    if (count <= ALL_SHOWN || !scroller) return this.#showAll(count);
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count,
      getScrollElement: () => scroller,
      estimateSize: (index) => this.#heights[index] ?? ROW,
      overscan: SPARE,
      // A list that grew is gone on with from where it was scrolled to.
      initialOffset: scroller.scrollTop,
      initialRect: { width: scroller.clientWidth, height: scroller.clientHeight },
      scrollMargin: body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: (changed) => this.#show(changed),
    });
    const stop = virtualizer._didMount();
    virtualizer._willUpdate();
    this.#virtualizer = virtualizer;
    this.#show(virtualizer);
    return () => {
      stop();
      this.#virtualizer = undefined;
    };
  }

  /** Brings a row into sight, if it is not in the page yet. */
  show(index: number) {
    this.#virtualizer?.scrollToIndex(index, { align: "center" });
  }

  /** Takes a row's real height, for rows whose text needs more than one line. */
  measure = (row: HTMLElement) => {
    this.#heights[Number(row.dataset.index)] = row.getBoundingClientRect().height;
    this.#virtualizer?.measureElement(row);
  };

  #showAll(count: number): () => void {
    [this.first, this.last, this.above, this.below] = [0, count, 0, 0];
    return () => {};
  }

  #show(virtualizer: Virtualizer<HTMLElement, HTMLElement>) {
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
