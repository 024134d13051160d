/** cache-write in a plain loop. */
import type { Values } from '../../base/dtype';

/** @param start element of the cache that takes the first element of `rows` */
export function cacheWrite(cache: Values, rows: Values, start: number): void {
  const count = Math.min(rows.length, cache.length - start);
  for (let i = 0; i < count; i++) cache[start + i] = rows[i]!;
}
