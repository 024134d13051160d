/** Exact counts of what a device was asked to do: part of the public API, the same on any machine. */
export interface Counters {
  dispatches: number;
  passes: number;
  submits: number;
  pipelines: number;
  readbackBytes: number;
  /** Bytes of buffers that exist now, by our own allocator. */
  liveBytes: number;
  /** Largest liveBytes seen. */
  peakBytes: number;
}

export const createCounters = (): Counters => ({
  dispatches: 0,
  passes: 0,
  submits: 0,
  pipelines: 0,
  readbackBytes: 0,
  liveBytes: 0,
  peakBytes: 0,
});

/** Adds (or with a negative number takes away) live bytes. */
export function countBytes(counters: Counters, bytes: number): void {
  counters.liveBytes += bytes;
  counters.peakBytes = Math.max(counters.peakBytes, counters.liveBytes);
}
