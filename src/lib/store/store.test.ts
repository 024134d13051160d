// What a store promises, asked of IndexedDB (fake-indexeddb) and of memory alike.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore, indexedDbStorage, updateRecord, type Store } from '.';

const record = (id: string, value: unknown = null) => ({ id, v: 1, value });
const idb = globalThis.indexedDB;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const kinds: [string, () => Store][] = [
  ['ready', () => createStore()],
  [
    'memory',
    () => {
      Reflect.deleteProperty(globalThis, 'indexedDB');
      return createStore();
    },
  ],
];

describe.each(kinds)('a store that is %s', (state, open) => {
  it('says so once it is open', async () => {
    const store = open();
    expect(store.state).toBe('opening');
    let changes = 0;
    const undo = store.onState(() => changes++);
    expect(await store.whenOpen()).toBe(state);
    expect([store.state, changes, store.failure?.code]).toEqual([
      state,
      1,
      state === 'memory' ? 'storage-blocked' : undefined,
    ]);
    undo();
  });

  it('writes all, reads by prefix in order, deletes, clears', async () => {
    const store = open();
    await store.write(
      ['b/2', 'a', 'b/1', 'b', 'b/\uffff', 'c'].map((id) => ({ store: 'notes', put: record(id) })),
    );
    expect(await store.keys('notes', 'b/')).toEqual(['b/1', 'b/2', 'b/\uffff']);
    expect(await store.keys('notes')).toEqual(['a', 'b', 'b/1', 'b/2', 'b/\uffff', 'c']);
    await store.write([
      { store: 'notes', delete: 'b/1' },
      { store: 'settings', put: record('x', 1) },
    ]);
    expect(await store.all('notes', 'b/')).toEqual([record('b/2'), record('b/\uffff')]);
    expect(await store.get('settings', 'x')).toEqual(record('x', 1));
    expect(await store.get('settings', 'y')).toBeUndefined();
    await store.clear();
    expect([await store.keys('notes'), await store.keys('settings')]).toEqual([[], []]);
  });

  it('keeps copies, not the objects given', async () => {
    const store = open();
    const given = record('x', [1]);
    await store.write([{ store: 'notes', put: given }]);
    (given.value as number[]).push(2);
    const read = (await store.get('notes', 'x')) as typeof given;
    expect(read.value).toEqual([1]);
    (read.value as number[]).push(3);
    expect(await store.get('notes', 'x')).toEqual(record('x', [1]));
  });

  it('loses no increment among two hundred at once', async () => {
    const store = open();
    const increment = () =>
      updateRecord(store, 'progress', 'n', (current) =>
        record('n', ((current as { value: number } | undefined)?.value ?? 0) + 1),
      );
    await Promise.all(Array.from({ length: 200 }, increment));
    expect(await store.get('progress', 'n')).toEqual(record('n', 200));
  });

  it('takes back a transaction whose work throws', async () => {
    const store = open();
    await store.write([{ store: 'notes', put: record('x', 'old') }]);
    const broken = store.transact(['notes'], async (view) => {
      await view.put('notes', record('x', 'new'));
      await view.put('notes', record('y', 'new'));
      throw new TypeError('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(await store.all('notes')).toEqual([record('x', 'old')]);
  });

  it('is a storage port for values of any form', async () => {
    const port = indexedDbStorage('checkpoints', open());
    const weights = Float32Array.from([1, -2, 0.5]);
    await port.putAll([
      ['run/1/manifest', { step: 7, names: ['w'] }],
      ['run/1/data', { w: weights, raw: weights.buffer }],
    ]);
    expect(await port.list('run/')).toEqual(['run/1/data', 'run/1/manifest']);
    expect(await port.get('run/1/data')).toEqual({ w: weights, raw: weights.buffer });
    await port.put('run/1/manifest', { step: 8 });
    expect(await port.get<{ step: number }>('run/1/manifest')).toEqual({ step: 8 });
    await port.delete('run/1/data');
    expect([await port.get('run/1/data'), await port.list('')]).toEqual([undefined, ['run/1/manifest']]);
  });

  it('refuses what cannot be cloned and keeps the rest as it was', async () => {
    const port = indexedDbStorage('documents', open());
    await expect(port.putAll([['a', 1], ['b', () => 1]])).rejects.toThrow(); // prettier-ignore
    expect(await port.list('')).toEqual([]);
  });
});

it('importing the store touches no storage', () => {
  expect(idb).toBeDefined();
  const touched: string[] = [];
  globalThis.indexedDB = new Proxy(new IDBFactory(), {
    get: (target, key) => (touched.push(String(key)), Reflect.get(target, key) as unknown),
  });
  const store = createStore();
  indexedDbStorage('checkpoints', store);
  expect([touched, store.state]).toEqual([[], 'opening']);
});

it('two stores on one database share what they hold, increments included', async () => {
  const [a, b] = [createStore(), createStore()];
  const increment = (store: Store) =>
    updateRecord(store, 'progress', 'n', (current) =>
      record('n', ((current as { value: number })?.value ?? 0) + 1),
    );
  await Promise.all(Array.from({ length: 200 }, (_, i) => increment(i % 2 ? a : b)));
  expect(await a.get('progress', 'n')).toEqual(record('n', 200));
});
