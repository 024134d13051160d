/** One at a time: across tabs and workers where the browser has Web Locks, else within this one. */
const queues = new Map<string, Promise<unknown>>();

/** Runs `work` while holding the lock called `name`. The lock is let go when the promise settles. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks) return await navigator.locks.request(name, work);
  const run = (queues.get(name) ?? Promise.resolve()).then(work, work);
  const settled = run.catch(() => undefined);
  queues.set(name, settled);
  try {
    return await run;
  } finally {
    if (queues.get(name) === settled) queues.delete(name);
  }
}
