// The WebGPU device keeps its word: exact counters, flat memory, and losses, cancels and refusals as named failures.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GlassboxError } from '../../src/lib/base/errors';
import { f32 } from '../../src/lib/base/shape';
import { matmul } from '../../src/lib/kernels/matmul';
import { add, softmax } from '../../src/lib/nn/functional';
import type { Program } from '../../src/lib/tensor/device';
import { createRecording } from '../../src/lib/tensor/recording';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';

let device: WebGpuDevice;
beforeAll(async () => void (device = await openWebGpuDevice(navigator.gpu)));
afterAll(() => {
  expect(device.context.errors).toEqual([]);
  device.dispose();
});

const ROWS = 24;
const WIDTH = 40;

/** y = softmax(x + bias) + bias: three dispatches. */
async function small(on: WebGpuDevice) {
  const bias = on.variable('bias', f32(ROWS, WIDTH), new Float32Array(ROWS * WIDTH).fill(0.5));
  const r = createRecording();
  const x = r.input('x', f32(ROWS, WIDTH));
  r.output('y', add(r, softmax(r, add(r, x, r.use(bias))), r.use(bias)));
  return { bias, program: await on.compile(r) };
}

/** A chain of products long enough to be cut into several submits when the device is thought slow. */
async function long(on: WebGpuDevice, products = 60): Promise<Program> {
  const r = createRecording();
  const w = r.input('w', f32(128, 128));
  let x = r.input('x', f32(128, 128));
  for (let i = 0; i < products; i++) x = r.record(matmul, [x, w], {})[0]!;
  r.output('y', x);
  return on.compile(r);
}

async function failure(work: Promise<unknown>): Promise<GlassboxError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GlassboxError);
  return error as GlassboxError;
}

describe('counters', () => {
  it('count a small program exactly: its dispatches in one pass and one submit', async () => {
    const { bias, program } = await small(device);
    expect(program.dispatches).toBe(3);
    const before = { ...device.counters };
    await program.run({ inputs: { x: new Float32Array(ROWS * WIDTH) }, read: ['y'] });
    const after = device.counters;
    expect(after.dispatches - before.dispatches).toBe(3);
    expect(after.passes - before.passes).toBe(1);
    expect(after.submits - before.submits).toBe(1);
    expect(after.readbackBytes - before.readbackBytes).toBe(ROWS * WIDTH * 4);
    expect(after.pipelines).toBe(before.pipelines);
    program.dispose();
    bias.dispose();
  });

  it('make each pipeline once, also for a second program', async () => {
    const first = await small(device);
    const { pipelines } = device.counters;
    const second = await small(device);
    expect(device.counters.pipelines).toBe(pipelines);
    for (const { program, bias } of [first, second]) {
      program.dispose();
      bias.dispose();
    }
  });
});

describe('memory', () => {
  it('a program costs what it says', async () => {
    const { bias, program } = await small(device);
    const { liveBytes } = device.counters;
    const again = await small(device);
    expect(device.counters.liveBytes - liveBytes).toBe(again.program.bytes + ROWS * WIDTH * 4);
    expect(again.program.bytes).toBe(program.bytes);
    // Input and output of their own, what lies between them in arenas, and 256 bytes of parameters a dispatch.
    expect(program.bytes).toBeGreaterThanOrEqual(3 * ROWS * WIDTH * 4 + 3 * 256);
    expect(program.bytes).toBeLessThan(5 * ROWS * WIDTH * 4 + 3 * 256);
    for (const made of [program, bias, again.program, again.bias]) made.dispose();
  });

  it('stays flat over 50 rounds of compile, run, read, dispose', async () => {
    const { liveBytes } = device.counters;
    for (let round = 0; round < 50; round++) {
      const { bias, program } = await small(device);
      const x = new Float32Array(ROWS * WIDTH).fill(round);
      const { y } = await program.run({ inputs: { x }, read: ['y'] });
      expect(y![0]).toBeCloseTo(1 / WIDTH + 0.5, 5);
      await bias.read();
      program.dispose();
      bias.dispose();
    }
    expect(device.counters.liveBytes).toBe(liveBytes);
    expect(device.counters.peakBytes).toBeGreaterThan(liveBytes);
  });

  it('names a tensor no buffer can hold, and gives back what it took before', async () => {
    const { liveBytes } = device.counters;
    const most = device.context.device.limits.maxStorageBufferBindingSize;
    const spec = f32(most / 4 + 1024);
    expect(() => device.variable('huge', spec)).toThrowError(
      expect.objectContaining({ code: 'device-out-of-memory' }),
    );
    for (const place of ['own', 'arena']) {
      const r = createRecording();
      const a = r.input('a', f32(64));
      r.output('b', add(r, a, a));
      const x = r.input('x', spec);
      const y = add(r, x, x);
      r.output(
        'y',
        place === 'own' ? y : r.record(matmul, [r.input('z', f32(1, 1)), r.input('w', f32(1, 1))], {})[0]!,
      );
      const { code, data } = await failure(device.compile(r));
      expect(code, place).toBe('device-out-of-memory');
      expect(data['neededBytes']).toBeGreaterThan(most);
    }
    expect(device.counters.liveBytes).toBe(liveBytes);
  });
});

describe('cancel', () => {
  const inputs = { x: new Float32Array(128 * 128).fill(0.01), w: new Float32Array(128 * 128).fill(0.01) };
  it('before a run: nothing is submitted', async () => {
    const program = await long(device, 2);
    const { submits } = device.counters;
    const signal = AbortSignal.abort();
    expect((await failure(program.run({ inputs, read: ['y'], signal }))).code).toBe('cancelled');
    expect(device.counters.submits).toBe(submits);
    program.dispose();
  });

  it('within a run: the rest is not submitted, and the next run is whole', async () => {
    const program = await long(device);
    const whole = (await program.run({ inputs, read: ['y'] }))['y']!;
    device.context.rate = 1e8;
    const controller = new AbortController();
    const { dispatches } = device.counters;
    const running = failure(program.run({ inputs, read: ['y'], signal: controller.signal }));
    await Promise.resolve();
    const asked = performance.now();
    controller.abort();
    expect((await running).code).toBe('cancelled');
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(device.counters.dispatches - dispatches).toBeLessThan(program.dispatches);
    const again = await program.run({ inputs, read: ['y'] });
    expect(again['y']).toEqual(whole);
    program.dispose();
  });
});

describe('loss', () => {
  const inputs = { x: new Float32Array(128 * 128).fill(0.01), w: new Float32Array(128 * 128).fill(0.01) };

  it('during a run rejects it by name, resolves `lost`, and leaves other devices alone', async () => {
    const doomed = await openWebGpuDevice(navigator.gpu);
    const program = await long(doomed);
    doomed.context.rate = 1e8;
    const running = failure(program.run({ inputs, read: ['y'] }));
    await Promise.resolve();
    doomed.context.device.destroy();
    expect((await running).code).toBe('device-lost');
    expect((await doomed.lost).code).toBe('device-lost');
    const { bias, program: fine } = await small(device);
    await fine.run({ inputs: { x: new Float32Array(ROWS * WIDTH) }, read: ['y'] });
    fine.dispose();
    bias.dispose();
  });

  it('is the answer to everything read afterwards', async () => {
    const doomed = await openWebGpuDevice(navigator.gpu);
    const { bias, program } = await small(doomed);
    const x = new Float32Array(ROWS * WIDTH);
    doomed.context.device.destroy();
    await doomed.lost;
    expect((await failure(program.run({ inputs: { x }, read: ['y'] }))).code).toBe('device-lost');
    expect((await failure(bias.read())).code).toBe('device-lost');
    // WebGPU lets a lost device make anything, and nothing of it runs.
    const late = await small(doomed);
    expect((await failure(late.program.run({ inputs: { x }, read: ['y'] }))).code).toBe('device-lost');
  });
});
