/**
 * The storage port. The runtime keeps checkpoints, receipts and tuning tables through it and never learns
 * where they go; `store/` implements it over IndexedDB, tests use `memoryStorage()`.
 */
export interface StoragePort {
  /** The value, structured-cloned, or undefined. */
  get<T>(key: string): Promise<T | undefined>;
  /** Durable when resolved. @throws GlassboxError storage-full | storage-blocked | storage-failed */
  put(key: string, value: unknown): Promise<void>;
  /** All of these or none of them. */
  putAll(entries: ReadonlyArray<readonly [key: string, value: unknown]>): Promise<void>;
  delete(key: string): Promise<void>;
  /** Keys that start with `prefix`, sorted. */
  list(prefix: string): Promise<string[]>;
}

/** A port that forgets with the process: for tests, and where storage is blocked. */
export function memoryStorage(): StoragePort {
  const values = new Map<string, unknown>();
  return {
    get: async <T>(key: string) => structuredClone(values.get(key)) as T | undefined,
    put: async (key, value) => void values.set(key, structuredClone(value)),
    async putAll(entries) {
      const cloned = entries.map(([key, value]) => [key, structuredClone(value)] as const);
      for (const [key, value] of cloned) values.set(key, value);
    },
    delete: async (key) => void values.delete(key),
    list: async (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
}
