/**
 * The CPU device: runs each op's reference over the same recording and the same memory plan as the GPU.
 * It yields to the event loop about every 30 ms, so that a worker running it can be cancelled.
 */
import { wordsOf, type TensorSpec, type Values } from '../base/dtype';
import { throwIfCancelled } from '../base/errors';
import { countBytes, createCounters, type Counters } from '../gpu/counters';
import type { Scalar } from '../gpu/dispatch';
import { planArenas } from '../gpu/plan';
import type { Device, Program, RunArguments, Variable } from './device';
import { lifetimesOf } from './lifetimes';
import type { RecordedCall, Recording } from './recording';

export interface CpuOptions {
  /** f64 keeps «f32» tensors in 64 bits: for gradient checks and independent references. */
  readonly precision?: 'f32' | 'f64';
}

const YIELD_MS = 30;

export function openCpuDevice({ precision = 'f32' }: CpuOptions = {}): Device {
  const counters = createCounters();
  const variables = new WeakMap<Variable, Values>();
  const wordBytes = precision === 'f64' ? 8 : 4;

  const view = (spec: TensorSpec, memory: ArrayBuffer, offset: number): Values => {
    const words = wordsOf(spec);
    if (spec.dtype === 'f32')
      return precision === 'f64'
        ? new Float64Array(memory, offset, words)
        : new Float32Array(memory, offset, words);
    if (spec.dtype === 'i32') return new Int32Array(memory, offset, words);
    return new Uint32Array(memory, offset, words);
  };
  const fresh = (spec: TensorSpec) => view(spec, new ArrayBuffer(wordsOf(spec) * wordBytes), 0);

  function variable(name: string, spec: TensorSpec, values?: Values): Variable {
    const data = fresh(spec);
    const made: Variable = {
      name,
      spec,
      read: async () => data.slice(),
      write(next) {
        if (next.length !== data.length)
          throw new Error(`${name}: expected ${data.length} words, got ${next.length}`);
        data.set(next);
      },
      dispose: () => countBytes(counters, -data.byteLength),
    };
    if (values) made.write(values);
    countBytes(counters, data.byteLength);
    variables.set(made, data);
    return made;
  }

  function place(recording: Recording): { data: Values[]; bytes: number } {
    const lifetimes = lifetimesOf(recording);
    const ids = lifetimes.flatMap((life, id) => (life ? [id] : []));
    const plan = planArenas(
      ids.map((id) => ({ ...lifetimes[id]!, bytes: wordsOf(recording.specs[id]!) * wordBytes })),
      2 ** 40,
    );
    const arenas = plan.arenaBytes.map((size) => new ArrayBuffer(size));
    let bytes = plan.arenaBytes.reduce((a, b) => a + b, 0);
    const data: Values[] = [];
    ids.forEach((id, i) => {
      const { arena, offset } = plan.places[i]!;
      data[id] = view(recording.specs[id]!, arenas[arena]!, offset);
    });
    for (const [ref, known] of recording.variables) data[ref.id] = variables.get(known)!;
    recording.specs.forEach((spec, id) => {
      if (data[id]) return;
      data[id] = fresh(spec);
      bytes += data[id].byteLength;
    });
    return { data, bytes };
  }

  async function compile(recording: Recording): Promise<Program> {
    const { data, bytes } = place(recording);
    countBytes(counters, bytes);
    let queue: Promise<unknown> = Promise.resolve();
    const run = async (args: RunArguments) => {
      writeInputs(recording, data, args);
      await execute(recording.calls, data, args, counters);
      const out: Record<string, Values> = {};
      for (const name of args.read ?? []) {
        const ref = recording.outputs.get(name);
        if (!ref) throw new Error(`run: there is no output "${name}"`);
        out[name] = data[ref.id]!.slice();
        counters.readbackBytes += out[name].byteLength;
      }
      return out;
    };
    return {
      bytes,
      dispatches: recording.calls.length,
      run(args = {}) {
        const turn = queue.then(() => run(args));
        queue = turn.catch(() => undefined);
        return turn;
      },
      dispose: () => countBytes(counters, -bytes),
    };
  }

  return {
    kind: 'cpu',
    label: 'CPU',
    counters,
    lost: new Promise(() => undefined),
    variable,
    compile,
    dispose: () => undefined,
  };
}

function writeInputs(recording: Recording, data: Values[], { inputs = {} }: RunArguments): void {
  for (const [name, values] of Object.entries(inputs)) {
    const ref = recording.inputs.get(name);
    if (!ref) throw new Error(`run: there is no input "${name}"`);
    if (values.length !== data[ref.id]!.length)
      throw new Error(`run: input "${name}" expects ${data[ref.id]!.length} words, got ${values.length}`);
    data[ref.id]!.set(values);
  }
}

async function execute(
  calls: readonly RecordedCall[],
  data: Values[],
  { scalars = {}, signal }: RunArguments,
  counters: Counters,
): Promise<void> {
  const scalar = (value: Scalar) => {
    if (typeof value === 'number') return value;
    const known = scalars[value.scalar];
    if (known === undefined) throw new Error(`run: scalar "${value.scalar}" has no value`);
    return known;
  };
  let yielded = performance.now();
  throwIfCancelled(signal);
  for (const { op, inputs, outputs, attrs } of calls) {
    op.reference({
      inputs: inputs.map(({ id }) => data[id]!),
      outputs: outputs.map(({ id }) => data[id]!),
      shapes: { inputs: inputs.map(({ spec }) => spec), outputs: outputs.map(({ spec }) => spec), attrs },
      attrs,
      scalar,
    });
    counters.dispatches++;
    if (performance.now() - yielded > YIELD_MS) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      yielded = performance.now();
      throwIfCancelled(signal);
    }
  }
  counters.submits++;
}
