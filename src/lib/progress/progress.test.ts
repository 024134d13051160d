// What the façade promises: seen at once, kept soon, never lost by a failed write, another tab, or a page that goes.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, exportBackup, type Store } from '../store';
import { createProgress } from './progress.svelte';

const LAB = '05-transformer/03-attention-microscope';
let kept: Map<string, string>;
const undo: (() => void)[] = [];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  kept = new Map();
  // Object.keys must see the entries, as it does on a real localStorage.
  const storage = new Proxy({} as Record<string, unknown>, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      kept.has(String(key)) ? { enumerable: true, configurable: true, value: '' } : undefined,
    get: (_, name) =>
      ({
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      })[String(name)],
  });
  vi.stubGlobal('localStorage', storage);
  const page = new EventTarget();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page));
});

afterEach(() => {
  for (const stop of undo.splice(0)) stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A page: opened, listening. */
async function open(store: Store = createStore()) {
  const progress = createProgress(store);
  undo.push(progress.start());
  await progress.whenOpen();
  return progress;
}

const full = () => {
  throw new DOMException('no room', 'QuotaExceededError');
};

describe('what the reader does', () => {
  it('is seen at once and found again by the next page', async () => {
    const first = await open();
    first.visit(LAB);
    first.moveTo(LAB, 'softmax');
    first.recordAttempt({ lab: LAB, exercise: 'find', seed: 3, passed: false, score: 0.5 });
    first.recordAttempt({ lab: LAB, exercise: 'find', seed: 4, passed: true });
    first.setNote(LAB, '头 3 看前一个词');
    first.setSettings({ theme: 'dark', device: 'cpu' });
    const look = (progress: typeof first) => ({
      visit: progress.visits.get(LAB)?.count,
      place: progress.lastPlace?.fragment,
      result: { ...progress.result(LAB, 'find'), lastAtMs: 0 },
      seeds: progress.attempts(LAB, 'find').map(({ seed }) => seed),
      passed: progress.passedCount(LAB, ['find', 'other']),
      note: progress.note(LAB),
      settings: progress.settings,
    });
    const expected = {
      visit: 1,
      place: 'softmax',
      result: { attempts: 2, passed: true, bestScore: 1, lastSeed: 4, lastAtMs: 0 },
      seeds: [3, 4],
      passed: 1,
      note: '头 3 看前一个词',
      settings: { theme: 'dark', lang: null, device: 'cpu' },
    };
    expect(look(first)).toEqual(expected);
    await first.flush();
    const second = await open();
    expect(look(second)).toEqual(expected);
    expect([second.storageState, second.failure]).toEqual(['ready', null]);
    expect(second.result(LAB, 'other')).toBeUndefined();
  });

  it('reaches the disk by itself, also while the reader keeps typing', async () => {
    const store = createStore();
    const progress = await open(store);
    for (let i = 0; i < 12; i++) {
      progress.setNote(LAB, 'x'.repeat(i + 1));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await store.get('notes', LAB)).toMatchObject({ text: expect.stringMatching(/^x+$/) as string });
  });

  it('keeps the place within a lab when it is opened again', async () => {
    const progress = await open();
    progress.visit(LAB);
    progress.moveTo(LAB, 'softmax');
    progress.visit(LAB);
    expect([progress.lastPlace?.fragment, progress.visits.get(LAB)?.count]).toEqual(['softmax', 2]);
    progress.visit('04-nlp/02-tokenizer-forge');
    expect(progress.lastPlace).toMatchObject({ lab: '04-nlp/02-tokenizer-forge', fragment: '' });
  });

  it('reads are safe before anything is opened, as when prerendering', () => {
    const touched = vi.fn();
    globalThis.indexedDB = new Proxy(new IDBFactory(), { get: touched });
    const progress = createProgress(createStore());
    expect([
      progress.storageState,
      progress.lastPlace,
      progress.note(LAB),
      progress.passedCount(LAB, ['a']),
    ]).toEqual(['opening', null, '', 0]);
    expect(touched).not.toHaveBeenCalled();
  });
});

describe('a write that fails', () => {
  it('is shown, kept, exported, and made good later', async () => {
    const store = createStore();
    const progress = await open(store);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    progress.setNote(LAB, 'kept');
    progress.recordAttempt({ lab: LAB, exercise: 'a', seed: 1, passed: true });
    await expect(progress.flush()).rejects.toMatchObject({ code: 'storage-full' });
    expect([progress.failure?.code, progress.note(LAB)]).toEqual(['storage-full', 'kept']);
    const { blob } = await progress.exportFile();
    vi.restoreAllMocks();

    progress.setNote(LAB, 'kept and more');
    await progress.flush();
    expect(progress.failure).toBeNull();
    expect(await store.get('notes', LAB)).toMatchObject({ text: 'kept and more' });
    expect((await store.keys('progress', 'attempt/')).length).toBe(1);

    globalThis.indexedDB = new IDBFactory();
    const elsewhere = await open();
    expect(await elsewhere.importFile(blob)).toMatchObject({ added: 2 });
    expect([elsewhere.note(LAB), elsewhere.passedCount(LAB, ['a'])]).toEqual(['kept', 1]);
  });

  it('is left in the journal when the page goes, and taken in by the next, once', async () => {
    const first = await open();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    first.visit(LAB);
    first.setNote(LAB, 'typed last');
    dispatchEvent(new Event('pagehide'));
    await first.flush().catch(() => undefined);
    expect([...kept.keys()].filter((key) => key.startsWith('glassbox:journal:')).length).toBe(1);
    put.mockRestore();
    for (const stop of undo.splice(0)) stop();

    const store = createStore();
    const second = await open(store);
    expect([second.note(LAB), second.visits.get(LAB)?.count]).toEqual(['typed last', 1]);
    await second.flush();
    expect(await store.get('notes', LAB)).toMatchObject({ text: 'typed last' });
    expect([...kept.keys()].filter((key) => key.startsWith('glassbox:journal:'))).toEqual([]);
  });

  it('a journal that holds anything else is ignored', async () => {
    kept.set('glassbox:journal:x', '[{"kind":"visit","lab":"../x","atMs":1},{"kind":"note"},7,null]');
    kept.set('glassbox:journal:y', '{broken');
    const progress = await open();
    expect([progress.visits.size, progress.storageState]).toEqual([0, 'ready']);
  });
});

describe('two tabs', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

  it('see each other’s writes', async () => {
    const [a, b] = [await open(), await open()];
    a.recordAttempt({ lab: LAB, exercise: 'find', seed: 1, passed: true });
    a.setSettings({ theme: 'light' });
    await a.flush();
    await vi.waitFor(() => expect([b.passedCount(LAB, ['find']), b.settings.theme]).toEqual([1, 'light']));
  });

  it('lose no visit and no word of a note', async () => {
    const [a, b] = [await open(), await open()];
    for (let i = 0; i < 5; i++) {
      a.visit(LAB);
      b.visit(LAB);
    }
    a.setNote(LAB, 'from a');
    b.setNote(LAB, 'from b');
    await Promise.all([a.flush(), b.flush()]);
    await settle();
    const c = await open();
    const both = c.note(LAB);
    expect(c.note(LAB)).toContain('from a');
    expect(c.note(LAB)).toContain('from b');
    expect(c.visits.get(LAB)?.count).toBe(10);
    a.setNote(LAB, `${a.note(LAB)}!`);
    await a.flush();
    expect((await open()).note(LAB)).toBe(`${both}!`);
  });

  it('an older one says that it is read-only and keeps what is typed', async () => {
    const older = await open();
    const newer = createStore({ migrations: [...(await import('../store')).MIGRATIONS, () => undefined] });
    await newer.whenOpen();
    expect(older.storageState).toBe('read-only');
    older.setNote(LAB, 'typed into the old tab');
    await expect(older.flush()).rejects.toMatchObject({ data: { reason: 'newer-version' } });
    dispatchEvent(new Event('pagehide'));
    expect([...kept.values()].join()).toContain('typed into the old tab');
    const { blob } = await older.exportFile();
    expect(blob.size).toBeGreaterThan(500);
  });
});

describe('settings', () => {
  it('are mirrored for the first paint, and a newer mirror wins', async () => {
    const first = await open();
    first.setSettings({ theme: 'dark', lang: 'zh-CN' });
    expect([kept.get('glassbox:theme'), kept.get('glassbox:lang')]).toEqual(['dark', 'zh-CN']);
    await first.flush();
    kept.set('glassbox:theme', 'light');
    kept.set('glassbox:device', 'nonsense');
    const second = await open();
    expect(second.settings).toEqual({ theme: 'light', lang: 'zh-CN', device: 'auto' });
    await second.flush();
    kept.clear();
    expect((await open()).settings.theme).toBe('light');
    expect(kept.get('glassbox:theme')).toBe('light');
  });
});

describe('storage that is blocked', () => {
  it('works in memory, says so, and still exports', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const progress = await open();
    progress.setNote(LAB, 'n');
    await progress.flush();
    expect([progress.storageState, progress.failure?.code, progress.note(LAB)]).toEqual([
      'memory',
      'storage-blocked',
      'n',
    ]);
    const { name, blob } = await progress.exportFile();
    expect(name).toMatch(/^glassbox-backup-\d{4}-\d\d-\d\d\.zip$/);
    globalThis.indexedDB = new IDBFactory();
    const elsewhere = await open();
    expect(await elsewhere.importFile(blob)).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await elsewhere.importFile(blob)).toEqual({ added: 0, changed: 0, unchanged: 1 });
  });
});

describe('wipe', () => {
  it('forgets everything, here and in other tabs, and import brings it back', async () => {
    const store = createStore();
    const [progress, other] = [await open(store), await open()];
    progress.visit(LAB);
    progress.setSettings({ theme: 'dark' });
    await progress.flush();
    const { bytes } = await exportBackup(store);
    await progress.wipe();
    await vi.waitFor(() => expect(other.visits.size).toBe(0));
    expect([progress.visits.size, progress.lastPlace, progress.settings.theme, kept.size]).toEqual([
      0,
      null,
      'auto',
      0,
    ]);
    expect(await progress.importFile(new Blob([bytes]))).toEqual({ added: 3, changed: 0, unchanged: 0 });
    expect([progress.visits.get(LAB)?.count, progress.settings.theme, kept.get('glassbox:theme')]).toEqual([
      1,
      'dark',
      'dark',
    ]);
  });
});
