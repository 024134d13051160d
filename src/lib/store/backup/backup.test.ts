// Export → wipe → import gives the same; twice changes nothing; a bad file changes nothing.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GlassboxError } from '../../base/errors';
import { readZip, writeZip } from '../../formats/zip';
import { VERSION_1 } from '../fixtures/version-1';
import { createStore, exportBackup, importBackup, STORES, type Store } from '..';
import { decodeValue, encodeValue, takeOnce, type Binary } from './encode';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.restoreAllMocks());

const NOW = new Date('2026-11-22T10:00:00Z');
const TOTAL = STORES.reduce((sum, name) => sum + VERSION_1.stores[name].length, 0);

async function filled(): Promise<Store> {
  const store = createStore();
  await store.write(STORES.flatMap((name) => VERSION_1.stores[name].map((put) => ({ store: name, put }))));
  return store;
}

async function contents(store: Store): Promise<Record<string, unknown[]>> {
  return Object.fromEntries(
    await Promise.all(STORES.map(async (name) => [name, await store.all(name)] as const)),
  );
}

describe('a backup', () => {
  it('is named by its day and holds JSON that a reader can open', async () => {
    const { name, bytes } = await exportBackup(await filled(), NOW);
    expect(name).toBe('glassbox-backup-2026-11-22.zip');
    const files = readZip(bytes);
    expect([...files.keys()]).toEqual([
      'manifest.json',
      ...STORES.map((store) => `${store}.json`),
      'bin/0.bin',
    ]);
    expect(JSON.parse(new TextDecoder().decode(files.get('notes.json')))).toEqual(VERSION_1.stores.notes);
    expect([...new Float32Array(files.get('bin/0.bin')!.buffer)]).toEqual([0.5, -1]);
  });

  it('gives everything back after a wipe, and the same file again', async () => {
    const store = await filled();
    const before = await contents(store);
    const { bytes } = await exportBackup(store, NOW);
    await store.clear();
    expect(await importBackup(store, bytes)).toEqual({ added: TOTAL, changed: 0, unchanged: 0 });
    expect(await contents(store)).toEqual(before);
    expect((await exportBackup(store, NOW)).bytes).toEqual(bytes);
  });

  it('imported twice changes nothing', async () => {
    const store = await filled();
    const { bytes } = await exportBackup(store, NOW);
    const before = await contents(store);
    expect(await importBackup(store, bytes)).toEqual({ added: 0, changed: 0, unchanged: TOTAL });
    expect(await contents(store)).toEqual(before);
  });

  it('merges with what is here: both notes, the newer checkpoint, the longer visit', async () => {
    const store = await filled();
    const { bytes } = await exportBackup(store, NOW);
    const lab = VERSION_1.stores.notes[0]!.id;
    await store.write([
      {
        store: 'notes',
        put: { ...VERSION_1.stores.notes[0]!, text: 'here', changedAtMs: 1795341500001 } as never,
      },
      {
        store: 'checkpoints',
        put: { id: 'run/a/manifest', v: 1, savedAtMs: 1795341300001, value: 'later' } as never,
      },
      { store: 'documents', put: { id: 'corpus', v: 1, savedAtMs: 5, value: 'earlier' } as never },
      { store: 'settings', delete: 'theme' },
    ]);
    expect(await importBackup(store, bytes)).toEqual({ added: 1, changed: 2, unchanged: TOTAL - 3 });
    expect(await store.get('notes', lab)).toMatchObject({ text: 'here\n\n---\n\n字节对' });
    expect(await store.get('checkpoints', 'run/a/manifest')).toMatchObject({ value: 'later' });
    expect(await store.get('documents', 'corpus')).toMatchObject({ value: 'a tale' });
    expect(await importBackup(store, bytes)).toEqual({ added: 0, changed: 0, unchanged: TOTAL });
  });

  it('that cannot be written in full is not written at all', async () => {
    const store = await filled();
    const { bytes } = await exportBackup(store, NOW);
    await store.clear();
    const put = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      if (++calls === 4) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value);
    });
    await expect(importBackup(store, bytes)).rejects.toMatchObject({ code: 'storage-full' });
    vi.restoreAllMocks();
    expect(Object.values(await contents(store)).flat()).toEqual([]);
  });
});

describe('a hostile backup', () => {
  type Change = (files: Map<string, unknown>) => void;
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  /** The fixture's backup with its JSON entries parsed, changed, and packed again. */
  async function changed(store: Store, change: Change): Promise<Uint8Array> {
    const { bytes } = await exportBackup(store, NOW);
    const parse = ([name, data]: [string, Uint8Array]): [string, unknown] => [
      name,
      name.endsWith('.json') ? JSON.parse(new TextDecoder().decode(data)) : data,
    ];
    const files = new Map([...readZip(bytes)].map(parse));
    change(files);
    return writeZip(
      [...files].map(([name, value]) => [name, value instanceof Uint8Array ? value : text(value)]),
      NOW,
    );
  }
  const edit =
    (name: string, patch: object): Change =>
    (files) => {
      const value = files.get(name);
      if (Array.isArray(value)) Object.assign(value[0] as object, patch);
      else Object.assign(value as object, patch);
    };
  const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

  it.each<[string, Change, string, string]>([
    ['no manifest', (files) => void files.delete('manifest.json'), 'file-malformed', 'manifest.json'],
    ['another format', edit('manifest.json', { format: 'zip' }), 'file-malformed', 'manifest.json'],
    ['a later version', edit('manifest.json', { version: 2 }), 'file-unsupported', 'manifest.json'],
    ['a missing store', (files) => void files.delete('notes.json'), 'file-malformed', 'notes.json'],
    ['fewer records', (files) => void files.set('notes.json', []), 'file-malformed', 'notes.json'],
    ['a missing binary', (files) => void files.delete('bin/0.bin'), 'file-malformed', 'bin/0.bin'],
    ['a million binaries', edit('manifest.json', { binaries: 1e6 }), 'file-malformed', 'manifest.json'],
    ['a later record', edit('settings.json', { v: 2 }), 'file-unsupported', 'settings.json'],
    ['a broken record', edit('progress.json', { score: 'x' }), 'file-malformed', 'progress.json'],
    [
      'an unknown tag',
      edit('documents.json', { value: { $: 'function' } }),
      'file-malformed',
      'documents.json',
    ],
    ['depth', edit('documents.json', { value: deep(100) }), 'file-unsupported', 'documents.json'],
    [
      'one binary used twice',
      edit('documents.json', { value: { $: 'bytes', bin: 0, type: 'Float32Array' } }),
      'file-malformed',
      'documents.json',
    ],
    [
      'bytes that fit no element',
      (files) => void files.set('bin/0.bin', new Uint8Array(7)),
      'file-malformed',
      'checkpoints.json',
    ],
  ])('%s is refused and changes nothing', async (_, change, code, file) => {
    const store = await filled();
    const bytes = await changed(store, change);
    const before = await contents(store);
    const error: unknown = await importBackup(store, bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GlassboxError);
    expect(error).toMatchObject({ code, data: { file } });
    expect(await contents(store)).toEqual(before);
  });

  it('__proto__ in a record is refused', async () => {
    const store = await filled();
    const { bytes } = await exportBackup(store, NOW);
    const files = readZip(bytes);
    const settings = new TextDecoder().decode(files.get('settings.json'));
    files.set('settings.json', new TextEncoder().encode(settings.replace('"kind"', '"__proto__"')));
    await expect(importBackup(store, writeZip(files, NOW))).rejects.toMatchObject({ code: 'file-malformed' });
  });
});

describe('encodeValue and decodeValue', () => {
  it('give back any structured value through JSON', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(values, (value) => {
        const binaries: Binary[] = [];
        const json = JSON.parse(JSON.stringify(encodeValue(value, binaries))) as never;
        const back = decodeValue(json, takeOnce(binaries as Uint8Array[]));
        expect(back).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it('keep blobs with their type, and views without the rest of their buffer', async () => {
    const binaries: Binary[] = [];
    const view = new Float32Array(new Float32Array([9, 1, 2, 9]).buffer, 4, 2);
    const json = encodeValue({ blob: new Blob(['hi'], { type: 'text/plain' }), view, $: 1 }, binaries);
    const bytes = await Promise.all(
      binaries.map(async (item) => (item instanceof Blob ? new Uint8Array(await item.arrayBuffer()) : item)),
    );
    const back = decodeValue(json, takeOnce(bytes)) as { blob: Blob; view: Float32Array; $: number };
    expect([
      await back.blob.text(),
      back.blob.type,
      [...back.view],
      back.view.buffer.byteLength,
      back.$,
    ]).toEqual(['hi', 'text/plain', [1, 2], 8, 1]);
  });

  it('refuse what has no form', () => {
    for (const value of [() => 1, Symbol('x'), new (class Point {})(), /x/, new Error('x')])
      expect(() => encodeValue({ value }, [])).toThrow('no form');
  });
});
