// Storage that fails: at the k-th call, for lack of room, by refusal, by silence. Nothing half-written, nothing lost.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, indexedDbStorage, MIGRATIONS, updateRecord } from '.';

const record = (id: string, value: unknown = null) => ({ id, v: 1, value });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

type Method = 'put' | 'get' | 'getAll';

/** Makes the k-th call (from now) of a method of every object store fail. @returns how many calls were seen */
function failAt(method: Method, k: number, how: 'throw' | 'abort', name = 'UnknownError'): () => number {
  const original = IDBObjectStore.prototype[method] as (this: IDBObjectStore, ...args: unknown[]) => unknown;
  let calls = 0;
  vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
    this: IDBObjectStore,
    ...args: unknown[]
  ) {
    if (++calls === k && how === 'throw') throw new DOMException('injected', name);
    const request = original.apply(this, args);
    // What a browser does when the disk is full at commit: the transaction aborts with this error.
    if (calls === k) (this.transaction as unknown as { _abort(error: string): void })._abort(name);
    return request as never;
  });
  return () => calls;
}

const WRITES = [
  { store: 'checkpoints', put: record('manifest', 'new') },
  { store: 'checkpoints', put: record('data', 'new') },
  { store: 'progress', put: record('seen', 'new') },
] as const;

describe.each(['throw', 'abort'] as const)('a write that fails by %s', (how) => {
  it.each([1, 2, 3, 4])('at call %i leaves everything or nothing', async (k) => {
    const store = createStore();
    await store.write(WRITES.map(({ store, put }) => ({ store, put: record(put.id, 'old') })));
    const calls = failAt('put', k, how);
    const outcome = await store.write(WRITES).then(
      () => 'new',
      (error: { code: string }) => error.code,
    );
    expect(calls()).toBeGreaterThanOrEqual(Math.min(k, 3));
    expect(outcome).toBe(k <= 3 ? 'storage-failed' : 'new');
    vi.restoreAllMocks();
    const values = await Promise.all(
      WRITES.map(
        async ({ store: name, put }) => ((await store.get(name, put.id)) as { value: string }).value,
      ),
    );
    expect(new Set(values)).toEqual(new Set([k <= 3 ? 'old' : 'new']));
    await store.write(WRITES);
    expect(await store.get('progress', 'seen')).toEqual(record('seen', 'new'));
  });

  it('for lack of room is storage-full, and the old pair stays', async () => {
    const port = indexedDbStorage('checkpoints', createStore());
    await port.putAll([['manifest', 1], ['data', 1]]); // prettier-ignore
    failAt('put', 2, how, 'QuotaExceededError');
    const refused = port.putAll([['manifest', 2], ['data', 2]]); // prettier-ignore
    await expect(refused).rejects.toMatchObject({ code: 'storage-full' });
    vi.restoreAllMocks();
    expect([await port.get('manifest'), await port.get('data')]).toEqual([1, 1]);
  });
});

describe('reads and updates', () => {
  it.each(['get', 'getAll'] as const)(
    '%s that fails is storage-failed, and the next one works',
    async (method) => {
      const store = createStore();
      await store.write([{ store: 'notes', put: record('x') }]);
      failAt(method, 1, 'throw');
      const read = () => (method === 'get' ? store.get('notes', 'x') : store.all('notes'));
      await expect(read()).rejects.toMatchObject({ code: 'storage-failed', data: { name: 'UnknownError' } });
      expect(await read()).toEqual(method === 'get' ? record('x') : [record('x')]);
    },
  );

  it.each([
    ['get', 1],
    ['put', 1],
  ] as const)('an update whose %s fails changes nothing', async (method, k) => {
    const store = createStore();
    await store.write([{ store: 'progress', put: record('n', 1) }]);
    failAt(method, k, 'throw');
    const update = updateRecord(store, 'progress', 'n', () => record('n', 2));
    await expect(update).rejects.toMatchObject({ code: 'storage-failed' });
    vi.restoreAllMocks();
    expect(await store.get('progress', 'n')).toEqual(record('n', 1));
  });
});

describe('storage that cannot be had', () => {
  const openThat = (open: IDBFactory['open']) => {
    const factory = new IDBFactory();
    factory.open = open;
    globalThis.indexedDB = factory;
    return createStore({ openTimeoutMs: 50 });
  };
  const denied = () => {
    throw new DOMException('The user denied permission', 'SecurityError');
  };
  const silent = () => new IDBOpenDBRequest() as unknown as ReturnType<IDBFactory['open']>;

  it.each([
    ['denied', denied],
    ['timeout', silent],
  ])('%s: works in memory and says why', async (reason, open) => {
    const store = openThat(open as IDBFactory['open']);
    const port = indexedDbStorage('checkpoints', store);
    await port.put('a', 1);
    expect(await port.get('a')).toBe(1);
    expect(store.state).toBe('memory');
    expect(store.failure).toMatchObject({ code: 'storage-blocked', data: { reason } });
  });

  it('an old tab that will not close: times out into memory, and what is stored stays', async () => {
    const old = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('glassbox', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('notes', { keyPath: 'id' });
      request.onsuccess = () => resolve(request.result);
    });
    const store = createStore({ migrations: [...MIGRATIONS, () => undefined], openTimeoutMs: 50 });
    expect(await store.whenOpen()).toBe('memory');
    expect(store.failure).toMatchObject({ data: { reason: 'timeout' } });
    expect(old.version).toBe(1);
    old.close();
  });

  it('a connection that the browser closes is opened again', async () => {
    const store = createStore();
    await store.write([{ store: 'notes', put: record('x') }]);
    const close = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The connection is closing', 'InvalidStateError');
    });
    expect(await store.get('notes', 'x')).toEqual(record('x'));
    expect(close).toHaveBeenCalledTimes(2);
    expect(store.state).toBe('ready');
  });

  it('another tab that deletes the database is not held up', async () => {
    const store = createStore();
    await store.write([{ store: 'notes', put: record('x') }]);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('glassbox');
      request.onsuccess = resolve;
      request.onerror = request.onblocked = reject;
    });
    expect(await store.all('notes')).toEqual([]);
    await store.write([{ store: 'notes', put: record('y') }]);
    expect([await store.keys('notes'), store.state]).toEqual([['y'], 'ready']);
  });
});
