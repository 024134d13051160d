/**
 * The database over IndexedDB, in pages and workers alike. Writes are strict: resolved means on disk.
 * A tab that is older than the database reads on and refuses to write.
 */
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Change, Database } from './database';
import { blocked, isLostConnection, isNewerVersion, storageError } from './errors';
import { withLock } from './lock';
import { DATABASE_NAME, MIGRATIONS, STORES, type Migration, type StoreName } from './schema';

export interface IndexedDatabaseOptions {
  name?: string;
  migrations?: readonly Migration[];
  /** Opening longer than this counts as blocked. Default 10 s: some browsers never answer. */
  openTimeoutMs?: number;
  /** Called once, when a newer version of the site has taken over the database. */
  onReadOnly?: () => void;
}

type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<unknown, StoreName[], Mode>;

/**
 * Opens (and where needed creates or migrates) the database.
 * @throws GlassboxError storage-blocked | storage-full | storage-failed
 */
export async function openIndexedDatabase(options: IndexedDatabaseOptions = {}): Promise<Database> {
  const connection = new Connection(options);
  await connection.connect();
  return {
    get: (store, id) => connection.run([store], 'readonly', (tx) => tx.objectStore(store).get(id)),
    all: (store, prefix) =>
      connection.run([store], 'readonly', (tx) => tx.objectStore(store).getAll(rangeOf(prefix))),
    keys: (store, prefix) =>
      connection.run([store], 'readonly', async (tx) =>
        (await tx.objectStore(store).getAllKeys(rangeOf(prefix))).map(String),
      ),
    async write(changes) {
      if (changes.length === 0) return;
      const stores = [...new Set(changes.map(({ store }) => store))];
      await connection.run(stores, 'readwrite', (tx) => applyAll(tx, changes));
    },
    transact: (stores, work) =>
      withLock(`${connection.name}:change`, () =>
        connection.run([...stores], 'readwrite', (tx) =>
          work({
            get: (store, id) => tx.objectStore(store).get(id),
            put: async (store, record) => void (await tx.objectStore(store).put(record)),
          }),
        ),
      ),
    clear: () =>
      connection.run([...STORES], 'readwrite', async (tx) => {
        await Promise.all(STORES.map((store) => tx.objectStore(store).clear()));
      }),
    close: () => connection.close(),
  };
}

async function applyAll(tx: Transaction<'readwrite'>, changes: readonly Change[]): Promise<void> {
  const requests: Promise<unknown>[] = [];
  for (const change of changes) {
    const store = tx.objectStore(change.store);
    requests.push(handled<unknown>('put' in change ? store.put(change.put) : store.delete(change.delete)));
  }
  await Promise.all(requests);
}

/** The same promise, whose failure may also go unasked: when one request fails, all others of its transaction do. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined); // the caller awaits the transaction, which fails with the first error
  return promise;
}

/** One open database, opened again when the browser closes it. */
class Connection {
  readonly name: string;
  private readonly options: IndexedDatabaseOptions;
  private opening: Promise<IDBPDatabase> | undefined;
  private readOnly = false;

  constructor(options: IndexedDatabaseOptions) {
    this.options = options;
    this.name = options.name ?? DATABASE_NAME;
  }

  connect(): Promise<IDBPDatabase> {
    if (this.opening) return this.opening;
    const opening = this.open().catch((error: unknown) => {
      if (this.opening === opening) this.opening = undefined;
      throw storageError(error);
    });
    return (this.opening = opening);
  }

  close(): void {
    const opening = this.opening;
    this.opening = undefined;
    opening?.then((database) => database.close()).catch(() => undefined); // it never opened: nothing to close
  }

  /** One transaction: all that `work` does, or nothing. */
  async run<T, Mode extends 'readonly' | 'readwrite'>(
    stores: StoreName[],
    mode: Mode,
    work: (tx: Transaction<Mode>) => Promise<T>,
  ): Promise<T> {
    const begin = async (): Promise<Transaction<Mode>> => {
      const database = await this.connect();
      if (this.readOnly && mode === 'readwrite')
        throw blocked('newer-version', 'a newer version of this site is open in another tab; reload');
      return database.transaction(stores, mode, { durability: 'strict' }) as Transaction<Mode>;
    };
    let tx: Transaction<Mode>;
    try {
      tx = await begin().catch((error: unknown) => {
        if (!isLostConnection(error)) throw error;
        this.opening = undefined;
        return begin();
      });
    } catch (error) {
      throw storageError(error);
    }
    const done = handled(tx.done);
    try {
      const value = await work(tx);
      await done;
      return value;
    } catch (error) {
      abort(tx);
      throw storageError(tx.error ?? error);
    }
  }

  private async open(): Promise<IDBPDatabase> {
    if (typeof indexedDB === 'undefined') throw blocked('no-indexeddb', 'this browser offers no IndexedDB');
    const { migrations = MIGRATIONS } = this.options;
    try {
      return await this.openVersion(this.readOnly ? undefined : migrations.length);
    } catch (error) {
      if (!isNewerVersion(error)) throw error;
      this.becomeReadOnly();
      return await this.openVersion(undefined);
    }
  }

  /** `undefined` opens whatever version is there. */
  private async openVersion(version: number | undefined): Promise<IDBPDatabase> {
    const { migrations = MIGRATIONS, openTimeoutMs = 10_000 } = this.options;
    let failedMigration: unknown;
    const opened = openDB(this.name, version, {
      upgrade(database, from, to, transaction) {
        void handled(transaction.done);
        migrateAll(migrations.slice(from, to ?? undefined), database, transaction).catch((error: unknown) => {
          failedMigration = error;
          abort(transaction);
        });
      },
      blocking: (_, wanted) => {
        // null: the database is being deleted; otherwise a newer version of the site wants it.
        if (wanted !== null) this.becomeReadOnly();
        this.close();
      },
      terminated: () => (this.opening = undefined),
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const giveUp = () => reject(blocked('timeout', `no answer within ${openTimeoutMs} ms`));
      timer = setTimeout(giveUp, openTimeoutMs);
    });
    try {
      return await Promise.race([opened, late]);
    } catch (error) {
      opened.then((database) => database.close()).catch(() => undefined); // the first error is the one to tell
      throw failedMigration ?? error;
    } finally {
      clearTimeout(timer);
    }
  }

  private becomeReadOnly(): void {
    if (this.readOnly) return;
    this.readOnly = true;
    this.options.onReadOnly?.();
  }
}

async function migrateAll(
  migrations: readonly Migration[],
  ...[database, transaction]: Parameters<Migration>
) {
  for (const migrate of migrations) await migrate(database, transaction);
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // Already over: the browser aborted it, which is what we want.
  }
}

/** Exactly the strings that start with `prefix` (they sort by UTF-16 units). */
function rangeOf(prefix = ''): IDBKeyRange | undefined {
  if (prefix === '') return undefined;
  const stem = prefix.replace(/\uffff+$/, '');
  if (stem === '') return IDBKeyRange.lowerBound(prefix);
  const next = stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1);
  return IDBKeyRange.bound(prefix, next, false, true);
}
