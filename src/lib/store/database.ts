/** The few things a database must do, and one that forgets: for tests, and where the browser blocks storage. */
import { createQueue } from './lock';
import { STORES, type StoredRecord, type StoreName } from './schema';

export type Change =
  | { readonly store: StoreName; readonly put: StoredRecord }
  | { readonly store: StoreName; readonly delete: string };

/** The inside of a transaction. */
export interface View {
  get(store: StoreName, id: string): Promise<unknown>;
  put(store: StoreName, record: StoredRecord): Promise<void>;
}

export interface Database {
  /** The record as stored (structured clone), or undefined. */
  get(store: StoreName, id: string): Promise<unknown>;
  /** Records whose id starts with `prefix`, sorted by id. */
  all(store: StoreName, prefix?: string): Promise<unknown[]>;
  /** Ids that start with `prefix`, sorted. */
  keys(store: StoreName, prefix?: string): Promise<string[]>;
  /** All of these or none, on disk when resolved. @throws GlassboxError storage-full | storage-blocked | storage-failed */
  write(changes: readonly Change[]): Promise<void>;
  /**
   * Reads, thinks and writes with nobody in between, in this tab or another: all that `work` put, or nothing when
   * it throws. `work` awaits only its view (a transaction that is left idle commits by itself).
   */
  transact<T>(stores: readonly StoreName[], work: (view: View) => Promise<T>): Promise<T>;
  /** Forgets everything, in every store. */
  clear(): Promise<void>;
  close(): void;
}

/** A database that lives as long as this object. */
export function memoryDatabase(): Database {
  const stores = new Map(STORES.map((name) => [name, new Map<string, unknown>()]));
  const oneByOne = createQueue();
  const table = (store: StoreName) => stores.get(store)!;
  const keys = (store: StoreName, prefix = '') =>
    [...table(store).keys()].filter((id) => id.startsWith(prefix)).sort();
  return {
    get: async (store, id) => structuredClone(table(store).get(id)),
    all: async (store, prefix) => keys(store, prefix).map((id) => structuredClone(table(store).get(id))),
    keys: async (store, prefix) => keys(store, prefix),
    async write(changes) {
      const cloned = changes.map((change) =>
        'put' in change ? { ...change, put: structuredClone(change.put) } : change,
      );
      for (const change of cloned)
        if ('put' in change) table(change.store).set(change.put.id, change.put);
        else table(change.store).delete(change.delete);
    },
    transact: (_, work) =>
      oneByOne(async () => {
        const staged = new Map<string, Change & { put: StoredRecord }>();
        const result = await work({
          get: async (store, id) =>
            structuredClone(staged.get(`${store}/${id}`)?.put ?? table(store).get(id)),
          async put(store, record) {
            staged.set(`${store}/${record.id}`, { store, put: structuredClone(record) });
          },
        });
        for (const { store, put } of staged.values()) table(store).set(put.id, put);
        return result;
      }),
    async clear() {
      for (const records of stores.values()) records.clear();
    },
    close() {},
  };
}

/**
 * Changes one record: `change` is called with what is stored (or undefined); what it returns is stored, undefined
 * leaves things as they are.
 * @returns what is stored now
 */
export function updateRecord(
  database: Database,
  store: StoreName,
  id: string,
  change: (current: unknown) => StoredRecord | undefined,
): Promise<unknown> {
  return database.transact([store], async (view) => {
    const current = await view.get(store, id);
    const next = change(current);
    if (next === undefined) return current;
    await view.put(store, next);
    return next;
  });
}
