/** Which tensors of a recording are transient, and from which call to which they live. Pure. */
import type { Recording } from './recording';

export interface Lifetime {
  /** Index of the call that makes it. */
  readonly first: number;
  /** Index of the last call that uses it. */
  readonly last: number;
}

/**
 * One entry for each tensor id; undefined for inputs, variables and named outputs, which have memory of their
 * own and live as long as the program.
 */
export function lifetimesOf(recording: Recording): (Lifetime | undefined)[] {
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  recording.calls.forEach((call, i) => {
    for (const { id } of call.outputs) {
      first.set(id, i);
      last.set(id, i);
    }
    for (const { id } of call.inputs) last.set(id, i);
  });
  const kept = new Set([...recording.outputs.values()].map(({ id }) => id));
  return recording.specs.map((_, id) =>
    first.has(id) && !kept.has(id) ? { first: first.get(id)!, last: last.get(id)! } : undefined,
  );
}
