/**
 * A recorded list of dispatches, planned and ready to replay: bind groups and pipelines made once; a run
 * writes the scalars and inputs that changed and submits. Knows buffers and kernels, not tensors.
 */
import { throwIfCancelled } from '../base/errors';
import type { GpuContext } from './device';
import type { KernelCall } from './dispatch';
import { createBuffer, destroyBuffer, guarded, readMapped, tooLarge, TENSOR_USAGE, USAGE } from './memory';
import { layoutOf, pipelineOf } from './pipelines';
import { planArenas, type Span } from './plan';

/** A tensor of the program: a buffer given from outside, one of its own, or a place in an arena. */
export type Slot =
  | { readonly kind: 'given'; readonly bytes: number; readonly buffer: GPUBuffer }
  | { readonly kind: 'own'; readonly bytes: number }
  | ({ readonly kind: 'transient' } & Span);

export interface Step {
  readonly call: KernelCall;
  /** Slot of each operand, in order. */
  readonly slots: readonly number[];
}

export interface GpuProgram {
  /** Bytes this program allocated: arenas, own buffers, parameters. Known from the plan. */
  readonly bytes: number;
  readonly dispatches: number;
  run(options: RunOptions): Promise<ArrayBuffer[]>;
  /** Writes an own or given slot now. */
  write(slot: number, data: ArrayBufferView): void;
  dispose(): void;
}

export interface RunOptions {
  readonly scalars?: Readonly<Record<string, number>>;
  /** Slots (own or given) to read back. None: resolves when submitted, not when done. */
  readonly reads?: readonly number[];
  readonly signal?: AbortSignal;
}

const PARAM_STRIDE = 256;
/** No submit is estimated to take longer: cancel and the Windows watchdog demand it. */
const SUBMIT_MS = 50;

interface Bound {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** @throws GlassboxError device-out-of-memory | device-invalid | cancelled */
export async function compileProgram(
  context: GpuContext,
  slots: readonly Slot[],
  steps: readonly Step[],
  onProgress?: (compiled: number, total: number) => void,
): Promise<GpuProgram> {
  const calls = steps.map(({ call }) => call);
  let compiled = 0;
  const pipelines = await Promise.all(
    calls.map(async (call) => {
      const pipeline = await pipelineOf(context, call);
      onProgress?.(++compiled, calls.length);
      return pipeline;
    }),
  );
  const owned: GPUBuffer[] = [];
  try {
    return await guarded(context, 'compile', () => build(context, slots, steps, pipelines, owned));
  } catch (error) {
    for (const buffer of owned) destroyBuffer(context, buffer);
    throw error;
  }
}

function build(
  context: GpuContext,
  slots: readonly Slot[],
  steps: readonly Step[],
  pipelines: readonly GPUComputePipeline[],
  owned: GPUBuffer[],
): GpuProgram {
  const { device } = context;
  const before = context.counters.liveBytes;
  const bound = bindSlots(context, slots, owned);
  const params = createParams(context, steps, owned);
  const groups = steps.map((step, i) =>
    device.createBindGroup({
      layout: layoutOf(context, step.slots.length).group,
      entries: [
        { binding: 0, resource: { buffer: params.buffer, offset: i * PARAM_STRIDE, size: PARAM_STRIDE } },
        ...step.slots.map((slot, k) => ({ binding: k + 1, resource: bound[slot]! })),
      ],
    }),
  );
  const bytes = context.counters.liveBytes - before;
  const staging = new Map<number, GPUBuffer>();
  let queue: Promise<unknown> = Promise.resolve();

  async function run({ scalars = {}, reads = [], signal }: RunOptions): Promise<ArrayBuffer[]> {
    throwIfCancelled(signal);
    params.write(scalars);
    const chunks = cut(context, steps);
    const started = performance.now();
    for (const [index, [from, to]] of chunks.entries()) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let i = from; i < to; i++) {
        pass.setPipeline(pipelines[i]!);
        pass.setBindGroup(0, groups[i]!);
        pass.dispatchWorkgroups(...steps[i]!.call.workgroups);
      }
      pass.end();
      if (index === chunks.length - 1) for (const slot of reads) copyOut(encoder, slot);
      device.queue.submit([encoder.finish()]);
      context.counters.dispatches += to - from;
      context.counters.passes++;
      context.counters.submits++;
      if (chunks.length > 1 && index < chunks.length - 1) {
        await device.queue.onSubmittedWorkDone();
        throwIfCancelled(signal);
      }
    }
    if (reads.length === 0) return [];
    const out = await Promise.all(reads.map((slot) => readMapped(context, staging.get(slot)!)));
    learnRate(context, steps, performance.now() - started);
    return out;
  }

  function copyOut(encoder: GPUCommandEncoder, slot: number): void {
    const { buffer, offset, size } = bound[slot]!;
    let target = staging.get(slot);
    if (!target) {
      target = createBuffer(context, size, USAGE.mapRead | USAGE.copyTarget, 'readback');
      staging.set(slot, target);
    }
    encoder.copyBufferToBuffer(buffer, offset, target, 0, size);
  }

  return {
    bytes,
    dispatches: steps.length,
    run(options) {
      const turn = queue.then(() => run(options));
      queue = turn.catch(() => undefined);
      return turn;
    },
    write(slot, data) {
      const { buffer, offset } = bound[slot]!;
      device.queue.writeBuffer(buffer, offset, data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
    },
    dispose() {
      for (const buffer of [...owned, ...staging.values()]) destroyBuffer(context, buffer);
      owned.length = 0;
      staging.clear();
    },
  };
}

function bindSlots(context: GpuContext, slots: readonly Slot[], owned: GPUBuffer[]): Bound[] {
  const transient = slots.filter((slot) => slot.kind === 'transient');
  const most = context.device.limits.maxStorageBufferBindingSize;
  const largest = transient.reduce((bytes, span) => Math.max(bytes, span.bytes), 0);
  if (largest > most - 255) throw tooLarge('tensor', largest, most);
  const plan = planArenas(transient, most);
  const arenas = plan.arenaBytes.map((size) => {
    const arena = createBuffer(context, size, TENSOR_USAGE, 'arena');
    owned.push(arena);
    return arena;
  });
  let next = 0;
  return slots.map((slot) => {
    const size = Math.max(4, slot.bytes);
    if (slot.kind === 'given') return { buffer: slot.buffer, offset: 0, size };
    if (slot.kind === 'transient') {
      const { arena, offset } = plan.places[next++]!;
      return { buffer: arenas[arena]!, offset, size };
    }
    const buffer = createBuffer(context, size, TENSOR_USAGE, 'tensor');
    owned.push(buffer);
    return { buffer, offset: 0, size };
  });
}

/** All params of all steps in one uniform buffer, mirrored here; a run rewrites it only when a scalar changed. */
function createParams(context: GpuContext, steps: readonly Step[], owned: GPUBuffer[]) {
  const bytes = Math.max(1, steps.length) * PARAM_STRIDE;
  const buffer = createBuffer(context, bytes, USAGE.uniform | USAGE.copyTarget, 'params');
  owned.push(buffer);
  const view = new DataView(new ArrayBuffer(bytes));
  const dynamic: { name: string; at: number; type: 'u32' | 'f32' | 'i32' }[] = [];
  const set = (at: number, type: 'u32' | 'f32' | 'i32', value: number) => {
    if (type === 'f32') view.setFloat32(at, value, true);
    else if (type === 'i32') view.setInt32(at, value, true);
    else view.setUint32(at, value, true);
  };
  steps.forEach(({ call }, i) => {
    call.params.forEach(({ type, value }, k) => {
      const at = i * PARAM_STRIDE + k * 4;
      if (typeof value === 'number') set(at, type, value);
      else dynamic.push({ name: value.scalar, at, type });
    });
  });
  let stale = true;
  const last = new Map<string, number>();
  return {
    buffer,
    write(scalars: Readonly<Record<string, number>>) {
      for (const { name, at, type } of dynamic) {
        const value = scalars[name];
        if (value === undefined) throw new Error(`run: scalar "${name}" has no value`);
        if (last.get(`${name}/${at}`) === value) continue;
        last.set(`${name}/${at}`, value);
        set(at, type, value);
        stale = true;
      }
      if (stale) context.device.queue.writeBuffer(buffer, 0, view.buffer);
      stale = false;
    },
  };
}

const workOf = (step: Step) => (step.call.work ?? 0) + 20_000;

/** Ranges of steps, each estimated to take at most SUBMIT_MS. */
function cut(context: GpuContext, steps: readonly Step[]): [number, number][] {
  const budget = (context.rate * SUBMIT_MS) / 1000;
  const chunks: [number, number][] = [];
  let from = 0;
  let work = 0;
  steps.forEach((step, i) => {
    const next = workOf(step);
    if (i > from && work + next > budget) {
      chunks.push([from, i]);
      from = i;
      work = 0;
    }
    work += next;
  });
  chunks.push([from, steps.length]);
  return chunks;
}

function learnRate(context: GpuContext, steps: readonly Step[], elapsedMs: number): void {
  const total = steps.reduce((sum, step) => sum + workOf(step), 0);
  const measured = (total / Math.max(elapsedMs, 0.1)) * 1000;
  context.rate = Math.min(1e13, Math.max(1e8, 0.8 * context.rate + 0.2 * measured));
}
