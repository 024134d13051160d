/** The storage port of base/storage.ts over a store: how checkpoints and documents are kept. */
import type { StoragePort } from '../base/storage';
import { sharedStore, type Store } from './store';

export type PortName = 'checkpoints' | 'documents';

/** A value as it lies in the database. What is put together carries the same time. */
export interface ValueRecord {
  readonly id: string;
  readonly v: 1;
  readonly savedAtMs: number;
  readonly value: unknown;
}

/**
 * A port into IndexedDB, for pages and workers. Values are structured clones: typed arrays and blobs as they are.
 * `putAll` is one strict transaction, so a manifest and its data are both there or both not. Where storage is
 * blocked it keeps values in memory; `store.state` (default: the shared store) is then `memory`, and the page says so.
 */
export function indexedDbStorage(name: PortName, store: Store = sharedStore()): StoragePort {
  const putAll = async (entries: ReadonlyArray<readonly [key: string, value: unknown]>) => {
    const savedAtMs = Date.now();
    await store.write(
      entries.map(([id, value]) => ({
        store: name,
        put: { id, v: 1, savedAtMs, value } satisfies ValueRecord,
      })),
    );
  };
  return {
    async get<T>(key: string) {
      const record = (await store.get(name, key)) as ValueRecord | undefined;
      return record?.value as T | undefined;
    },
    put: (key, value) => putAll([[key, value]]),
    putAll,
    delete: (key) => store.write([{ store: name, delete: key }]),
    list: (prefix) => store.keys(name, prefix),
  };
}
