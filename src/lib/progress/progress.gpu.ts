// In a real browser: runes react, IndexedDB keeps, Web Locks hold between connections, another tab hears.
import { flushSync } from 'svelte';
import { afterAll, describe, expect, it } from 'vitest';
import { createStore, indexedDbStorage, updateRecord } from '../store';
import { inEffect } from './in-effect.svelte';
import { createProgress } from './progress.svelte';

const LAB = '05-transformer/03-attention-microscope';
const name = `glassbox-test-${Date.now()}`;
const stores = [createStore({ name }), createStore({ name })] as const;

afterAll(async () => {
  for (const store of stores) store.close();
  await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
});

describe('progress in the browser', () => {
  it('reacts to what the reader does, and to another tab', async () => {
    const [here, there] = stores.map((store) => createProgress(store)) as [
      ReturnType<typeof createProgress>,
      ReturnType<typeof createProgress>,
    ];
    const stops = [here.start(), there.start()];
    await Promise.all([here.whenOpen(), there.whenOpen()]);
    expect([here.storageState, there.storageState]).toEqual(['ready', 'ready']);
    const seen: string[] = [];
    const look = () => {
      const passed = here.passedCount(LAB, ['find']);
      seen.push(`${here.lastPlace?.lab ?? ''} ${passed} passed ${JSON.stringify(here.note(LAB))}`);
    };
    stops.push(inEffect(look));
    flushSync();
    here.visit(LAB);
    flushSync();
    here.recordAttempt({ lab: LAB, exercise: 'find', seed: 1, passed: true });
    flushSync();
    there.setNote(LAB, 'from there');
    await there.flush();
    await expect.poll(() => (flushSync(), seen.at(-1))).toBe(`${LAB} 1 passed "from there"`);
    expect(seen.slice(0, 3)).toEqual([' 0 passed ""', `${LAB} 0 passed ""`, `${LAB} 1 passed ""`]);
    for (const stop of stops) stop();
  });

  it('an effect that counts a visit runs once', async () => {
    const progress = createProgress(stores[0]);
    await progress.whenOpen();
    const before = progress.visits.get(LAB)!.count;
    const stop = inEffect(() => progress.visit(LAB));
    flushSync();
    stop();
    expect(progress.visits.get(LAB)!.count).toBe(before + 1);
    await progress.flush();
  });
});

describe('the store in the browser', () => {
  it('keeps typed arrays and blobs', async () => {
    const port = indexedDbStorage('checkpoints', stores[0]);
    const weights = Float32Array.from({ length: 100_000 }, (_, i) => i / 7);
    await port.putAll([
      ['run/manifest', { step: 3 }],
      ['run/data', { weights, blob: new Blob(['x']) }],
    ]);
    const read = await indexedDbStorage('checkpoints', stores[1]).get<{ weights: Float32Array; blob: Blob }>(
      'run/data',
    );
    expect(read!.weights).toEqual(weights);
    expect(await read!.blob.text()).toBe('x');
  });

  it('loses no increment between two connections', async () => {
    const increment = (i: number) =>
      updateRecord(
        stores[i % 2 ? 1 : 0],
        'documents',
        'n',
        (current) =>
          ({
            id: 'n',
            v: 1,
            value: ((current as { value: number } | undefined)?.value ?? 0) + 1,
          }) as { id: string; v: number },
      );
    await Promise.all(Array.from({ length: 100 }, (_, i) => increment(i)));
    expect(await stores[0].get('documents', 'n')).toMatchObject({ value: 100 });
  });

  it('works in a worker', async () => {
    const worker = new Worker(new URL('../store/fixtures/worker.ts', import.meta.url), { type: 'module' });
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
      worker.onerror = reject;
      worker.postMessage(name);
    });
    worker.terminate();
    expect(answer).toEqual({ state: 'ready', step: 3, mine: [1, 2] });
  });

  it('an older tab goes read-only when a newer one migrates', async () => {
    const { MIGRATIONS } = await import('../store');
    const newer = createStore({ name, migrations: [...MIGRATIONS, () => undefined] });
    expect(await newer.whenOpen()).toBe('ready');
    expect(stores.map(({ state }) => state)).toEqual(['read-only', 'read-only']);
    expect(await stores[0].get('documents', 'n')).toMatchObject({ value: 100 });
    await expect(stores[1].clear()).rejects.toMatchObject({ code: 'storage-blocked' });
    newer.close();
  });
});
