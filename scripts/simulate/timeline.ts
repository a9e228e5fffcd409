/** What is to happen, earliest first; of what is to happen at the same time, in the order in which it was planned. */
export class Timeline<Event> {
  private readonly heap: { atMs: number; order: number; event: Event }[] = [];
  private planned = 0;

  plan(atMs: number, event: Event): void {
    const { heap } = this;
    const entry = { atMs, order: this.planned++, event };
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  }

  /** When the next happens; Infinity where nothing does. */
  get nextMs(): number {
    return this.heap[0]?.atMs ?? Infinity;
  }

  take(): { atMs: number; event: Event } | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const isBefore = (a: { atMs: number; order: number }, b: { atMs: number; order: number }): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
