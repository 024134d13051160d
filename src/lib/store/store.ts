/**
 * The store that pages and workers use: IndexedDB where it can be had, memory where it cannot, and a state that
 * says which. Nothing is touched before the first call, so importing this is safe while prerendering.
 */
import { toFailure, type Failure } from '../base/errors';
import { memoryDatabase, type Database } from './database';
import { openIndexedDatabase, type IndexedDatabaseOptions } from './indexed-database';

/** `opening` until the first call is answered. `memory`: blocked, forgotten with the page. `read-only`: this tab is old. */
export type StoreState = 'opening' | 'ready' | 'memory' | 'read-only';

export interface Store extends Database {
  readonly state: StoreState;
  /** Why the state is `memory` or `read-only`. */
  readonly failure: Failure | undefined;
  /** Opens if nothing did yet; never rejects. */
  whenOpen(): Promise<StoreState>;
  /** Called at each change of state. @returns the undo */
  onState(listener: () => void): () => void;
}

/** Opens at the first call. */
export function createStore(options: Omit<IndexedDatabaseOptions, 'onReadOnly'> = {}): Store {
  let state: StoreState = 'opening';
  let failure: Failure | undefined;
  let opening: Promise<Database> | undefined;
  const listeners = new Set<() => void>();
  const become = (next: StoreState, why?: Failure) => {
    state = next;
    failure = why;
    for (const listener of listeners) listener();
  };
  const onReadOnly = () =>
    become('read-only', {
      code: 'storage-blocked',
      message: 'a newer version of this site has the database',
      data: { reason: 'newer-version' },
    });
  const open = () =>
    (opening ??= openIndexedDatabase({ ...options, onReadOnly }).then(
      (database) => {
        if (state === 'opening') become('ready');
        return database;
      },
      (error: unknown) => {
        become('memory', toFailure(error));
        return memoryDatabase();
      },
    ));
  return {
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    whenOpen: () => open().then(() => state),
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: async (store, id) => (await open()).get(store, id),
    all: async (store, prefix) => (await open()).all(store, prefix),
    keys: async (store, prefix) => (await open()).keys(store, prefix),
    write: async (changes) => (await open()).write(changes),
    transact: async (stores, work) => (await open()).transact(stores, work),
    clear: async () => (await open()).clear(),
    close() {
      void opening?.then((database) => database.close());
      opening = undefined;
    },
  };
}

let shared: Store | undefined;

/** The one store of this page or worker. */
export const sharedStore = (): Store => (shared ??= createStore());
