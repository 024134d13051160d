// Every version of the database that visitors may have opens as the present one; a tab that is older goes read-only.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore, indexedDbStorage, MIGRATIONS, parseRecord, STORES, type Migration } from '.';
import { VERSION_1 } from './fixtures/version-1';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Writes a fixture with nothing but the browser's own interface, as the old site would have. */
function build({ version, stores }: typeof VERSION_1): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('glassbox', version);
    request.onerror = reject;
    request.onupgradeneeded = () => {
      for (const name of Object.keys(stores)) request.result.createObjectStore(name, { keyPath: 'id' });
    };
    request.onsuccess = () => {
      const database = request.result;
      const tx = database.transaction(Object.keys(stores), 'readwrite');
      for (const [name, records] of Object.entries(stores))
        for (const record of records) tx.objectStore(name).put(record);
      tx.oncomplete = () => (database.close(), resolve());
      tx.onerror = reject;
    };
  });
}

const addIndex: Migration = (_, tx) => void tx.objectStore('progress').createIndex('byLab', 'lab');
const rename: Migration = async (_, tx) => {
  const notes = tx.objectStore('notes');
  for (const note of (await notes.getAll()) as { id: string; text: string }[])
    await notes.put({ ...note, v: 2, body: note.text });
};
const NEWER = [...MIGRATIONS, addIndex, rename];

describe('a database of version 1', () => {
  it('opens with every record readable', async () => {
    await build(VERSION_1);
    const store = createStore();
    for (const name of STORES) {
      const records = await store.all(name);
      expect(records).toEqual([...VERSION_1.stores[name]].sort((a, b) => (a.id < b.id ? -1 : 1)));
      if (name !== 'checkpoints' && name !== 'documents')
        for (const record of records) expect(parseRecord(name, record)).toEqual(record);
    }
    expect(store.state).toBe('ready');
    expect(await indexedDbStorage('checkpoints', store).get('run/a/data')).toEqual(
      Float32Array.from([0.5, -1]),
    );
  });

  it('goes through each later migration, in order and once', async () => {
    await build(VERSION_1);
    const newer = createStore({ migrations: NEWER });
    expect(await newer.get('notes', '04-nlp/02-tokenizer-forge')).toMatchObject({ v: 2, body: '字节对' });
    expect((await newer.all('progress')).length).toBe(VERSION_1.stores.progress.length);
  });

  it('a migration that throws leaves the old database as it was', async () => {
    await build(VERSION_1);
    const broken = createStore({
      migrations: [
        ...NEWER,
        () => {
          throw new Error('a bug in the migration');
        },
      ],
    });
    expect(await broken.whenOpen()).toBe('memory');
    const old = createStore();
    expect(await old.get('notes', '04-nlp/02-tokenizer-forge')).toMatchObject({ v: 1, text: '字节对' });
    expect(old.state).toBe('ready');
  });
});

describe('an older tab', () => {
  it('lets the newer one migrate, reads on, and refuses to write', async () => {
    const older = createStore();
    await older.write([{ store: 'notes', put: { id: 'lab', v: 1, text: 'mine' } as never }]);
    const newer = createStore({ migrations: NEWER });
    expect(await newer.whenOpen()).toBe('ready');
    expect(older.state).toBe('read-only');
    expect(older.failure).toMatchObject({ code: 'storage-blocked', data: { reason: 'newer-version' } });
    expect(await older.get('notes', 'lab')).toMatchObject({ text: 'mine' });
    const write = older.write([{ store: 'notes', put: { id: 'lab', v: 1 } }]);
    await expect(write).rejects.toMatchObject({ code: 'storage-blocked', data: { reason: 'newer-version' } });
    expect(await newer.get('notes', 'lab')).toMatchObject({ text: 'mine', body: 'mine' });
    await newer.write([{ store: 'notes', put: { id: 'new', v: 2 } }]);
    expect(await older.keys('notes')).toEqual(['lab', 'new']);
  });

  it('also when it is opened after the newer one', async () => {
    await createStore({ migrations: NEWER }).whenOpen();
    const older = createStore();
    expect(await older.whenOpen()).toBe('read-only');
    expect(await older.all('notes')).toEqual([]);
    await expect(older.clear()).rejects.toMatchObject({ code: 'storage-blocked' });
  });
});
