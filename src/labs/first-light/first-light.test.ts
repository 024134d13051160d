// The first screen's state: the latest wish wins, failures are explained and do not erase what is shown, a better
// device is used as soon as it is there.
import { describe, expect, it, vi } from 'vitest';
import { GlassboxError } from '$lib/base/errors';
import { FirstLight, type FirstLightEngine, type FirstLightResult } from './first-light.svelte';

const resultOf = (text: string, device: 'cpu' | 'webgpu' = 'cpu'): FirstLightResult => ({
  tokens: [{ id: 1, text, bytes: [] }],
  attention: { values: new Float32Array(1), layer: 1, head: 1 },
  next: [],
  elapsedMs: 1,
  device,
  adapter: 'test',
});
const engineOf = (
  run: FirstLightEngine['run'],
  better: Promise<void> | undefined = undefined,
): FirstLightEngine => ({ run, better, dispose: vi.fn() });

describe('the first screen', () => {
  it('computes only the latest of several wishes made meanwhile', async () => {
    const asked: string[] = [];
    const light = new FirstLight(async () =>
      engineOf(async (text) => {
        asked.push(text);
        await new Promise((done) => setTimeout(done, 5));
        return resultOf(text);
      }),
    );
    const done = light.compute('a');
    void light.compute('ab');
    void light.compute('abc');
    expect(light.busy).toBe(true);
    await done;
    expect(asked).toEqual(['a', 'abc']);
    expect(light.result?.tokens[0]?.text).toBe('abc');
    expect(light.busy).toBe(false);
  });

  it('keeps the last result when a text is refused, and goes on with the same engine', async () => {
    const connect = vi.fn(async () =>
      engineOf(async (text) => {
        if (text === '') throw new GlassboxError('text-empty', 'empty');
        return resultOf(text);
      }),
    );
    const light = new FirstLight(connect);
    await light.compute('a');
    await light.compute('');
    expect(light.failure?.code).toBe('text-empty');
    expect(light.result?.tokens[0]?.text).toBe('a');
    await light.compute('b');
    expect(light.failure).toBeUndefined();
    expect(connect).toHaveBeenCalledTimes(1);
  });

  it('asks for a new engine when the old one died, and lets the old one go', async () => {
    const engines: FirstLightEngine[] = [];
    const light = new FirstLight(async () => {
      const isFirst = engines.length === 0;
      engines.push(
        engineOf(async (text) => {
          if (isFirst) throw new GlassboxError('worker-died', 'gone');
          return resultOf(text);
        }),
      );
      return engines.at(-1) as FirstLightEngine;
    });
    await light.compute('a');
    expect(light.failure?.code).toBe('worker-died');
    expect(engines[0]?.dispose).toHaveBeenCalledTimes(1);
    await light.compute('a');
    expect(light.result?.tokens[0]?.text).toBe('a');
  });

  it('computes again when a better device has taken over, but not after it was left', async () => {
    let takeOver = (): void => undefined;
    const better = new Promise<void>((done) => (takeOver = done));
    let device: 'cpu' | 'webgpu' = 'cpu';
    const light = new FirstLight(async () => engineOf(async (text) => resultOf(text, device), better));
    await light.compute('a');
    expect(light.result?.device).toBe('cpu');
    device = 'webgpu';
    takeOver();
    await vi.waitFor(() => expect(light.result?.device).toBe('webgpu'));
    expect(light.result?.tokens[0]?.text).toBe('a');
    light.dispose();
    await light.compute('b');
    expect(light.result?.tokens[0]?.text).toBe('a');
  });
});
