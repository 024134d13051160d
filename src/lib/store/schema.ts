/**
 * What the database holds, and how an older one becomes this one. A migration is appended, never edited:
 * visitors have every version. Each gets a fixture in migrate.test.ts.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';

export const DATABASE_NAME = 'glassbox';

export const STORES = ['progress', 'notes', 'settings', 'checkpoints', 'documents'] as const;
/** `checkpoints` and `documents` hold values behind the storage port; the others hold records of records.ts. */
export type StoreName = (typeof STORES)[number];

/** What every store holds: objects under their `id`, with the version `v` of their own form. */
export interface StoredRecord {
  readonly id: string;
  readonly v: number;
}

/** Runs inside the upgrade: may await requests of `transaction` and nothing else. */
export type Migration = (
  database: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>;

/** Entry i takes a database of version i to version i + 1. */
export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    for (const name of ['progress', 'notes', 'settings', 'checkpoints', 'documents'])
      database.createObjectStore(name, { keyPath: 'id' });
  },
];
