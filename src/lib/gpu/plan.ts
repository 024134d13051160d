/**
 * Memory planning: where each transient tensor lies, so that tensors alive at the same time never overlap.
 * Pure arithmetic, the same for every device. `@source` the greedy-by-size planner of Pisarchyk & Lee,
 * "Efficient Memory Management for Deep Neural Net Inference" (2020).
 */

/** A tensor's life: written at call `first`, last used at call `last` (inclusive). */
export interface Span {
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

export interface Place {
  readonly arena: number;
  readonly offset: number;
}

export interface ArenaPlan {
  /** One place for each span, in the same order. */
  readonly places: readonly Place[];
  /** Size of each arena in bytes. */
  readonly arenaBytes: readonly number[];
}

const align = (bytes: number, to: number) => Math.ceil(bytes / to) * to;

/**
 * @param maxArenaBytes no arena is larger (maxStorageBufferBindingSize)
 * @param alignment of offsets in bytes (minStorageBufferOffsetAlignment)
 * @throws Error when one span alone is larger than an arena may be.
 */
export function planArenas(spans: readonly Span[], maxArenaBytes: number, alignment = 256): ArenaPlan {
  const order = spans.map((_, i) => i).sort((a, b) => spans[b]!.bytes - spans[a]!.bytes || a - b);
  const places: Place[] = new Array<Place>(spans.length);
  const arenas: { members: number[]; bytes: number }[] = [];
  for (const index of order) {
    const span = spans[index]!;
    const bytes = align(span.bytes, alignment);
    if (bytes > maxArenaBytes)
      throw new Error(`planArenas: a tensor of ${bytes} bytes does not fit an arena of ${maxArenaBytes}`);
    let arena = 0;
    for (; ; arena++) {
      arenas[arena] ??= { members: [], bytes: 0 };
      const offset = lowestGap(arenas[arena]!.members, spans, places, span, bytes, alignment);
      if (offset + bytes > maxArenaBytes) continue;
      places[index] = { arena, offset };
      arenas[arena]!.members.push(index);
      arenas[arena]!.bytes = Math.max(arenas[arena]!.bytes, offset + bytes);
      break;
    }
  }
  return { places, arenaBytes: arenas.map(({ bytes }) => bytes) };
}

function lowestGap(
  members: readonly number[],
  spans: readonly Span[],
  places: readonly Place[],
  span: Span,
  bytes: number,
  alignment: number,
): number {
  const taken = members
    .filter((m) => spans[m]!.first <= span.last && span.first <= spans[m]!.last)
    .map((m) => [places[m]!.offset, places[m]!.offset + align(spans[m]!.bytes, alignment)] as const)
    .sort((a, b) => a[0] - b[0]);
  let offset = 0;
  for (const [start, end] of taken) {
    if (offset + bytes <= start) break;
    offset = Math.max(offset, end);
  }
  return offset;
}
