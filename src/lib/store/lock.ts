/** One at a time: across tabs and workers where the browser has Web Locks, else within this one. */

/** Runs what it is given one after the other; a failure does not stop the next. */
export function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const run = last.then(work, work);
    last = run.catch(() => undefined); // its caller has the error; the queue only waits
    return run;
  };
}

const queues = new Map<string, ReturnType<typeof createQueue>>();

/** Runs `work` while holding the lock called `name`. The lock is let go when the promise settles. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks) return await navigator.locks.request(name, work);
  const queue = queues.get(name) ?? createQueue();
  queues.set(name, queue);
  return await queue(work);
}
