/** The WebGPU device: turns a recording into dispatches over planned memory (gpu/program.ts). */
import { bytesOf, wordsOf, type TensorSpec, type Values } from '../base/dtype';
import { openGpu, type GpuContext } from '../gpu/device';
import { createBuffer, destroyBuffer, readMapped, TENSOR_USAGE, USAGE } from '../gpu/memory';
import { compileProgram, type Slot, type Step } from '../gpu/program';
import type { CompileOptions, Device, Program, RunArguments, Variable } from './device';
import { lifetimesOf } from './lifetimes';
import type { Recording } from './recording';

export interface WebGpuDevice extends Device {
  readonly kind: 'webgpu';
  readonly context: GpuContext;
}

/**
 * @param gpu `navigator.gpu`, or Dawn's in Node
 * @throws GlassboxError device-insecure-context | device-no-webgpu | device-no-adapter | device-refused
 */
export async function openWebGpuDevice(gpu: GPU | undefined): Promise<WebGpuDevice> {
  const context = await openGpu(gpu);
  const buffers = new WeakMap<Variable, GPUBuffer>();
  return {
    kind: 'webgpu',
    label: context.label,
    context,
    counters: context.counters,
    lost: context.lost,
    variable(name, spec, values) {
      const { variable, buffer } = createVariable(context, name, spec, values);
      buffers.set(variable, buffer);
      return variable;
    },
    compile: (recording, options) => compile(context, buffers, recording, options),
    dispose: () => context.device.destroy(),
  };
}

function createVariable(context: GpuContext, name: string, spec: TensorSpec, values?: Values) {
  const buffer = createBuffer(context, bytesOf(spec), TENSOR_USAGE, name);
  const variable: Variable = {
    name,
    spec,
    async read() {
      const { device, counters } = context;
      const staging = createBuffer(context, bytesOf(spec), USAGE.mapRead | USAGE.copyTarget, 'readback');
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer, 0, staging, 0, bytesOf(spec));
      device.queue.submit([encoder.finish()]);
      counters.submits++;
      const copy = await readMapped(context, staging).finally(() => destroyBuffer(context, staging));
      return viewOf(spec, copy);
    },
    write(next) {
      if (next.length !== wordsOf(spec))
        throw new Error(`${name}: expected ${wordsOf(spec)} words, got ${next.length}`);
      context.device.queue.writeBuffer(buffer, 0, toWords(spec, next) as Uint32Array<ArrayBuffer>);
    },
    dispose: () => destroyBuffer(context, buffer),
  };
  if (values) variable.write(values);
  return { variable, buffer };
}

function viewOf(spec: TensorSpec, memory: ArrayBuffer): Values {
  const words = wordsOf(spec);
  if (spec.dtype === 'f32') return new Float32Array(memory, 0, words);
  if (spec.dtype === 'i32') return new Int32Array(memory, 0, words);
  return new Uint32Array(memory, 0, words);
}

/** Values as the 4-byte array the GPU gets: f64 is rounded to f32, and numbers to the tensor's own type. */
function toWords(spec: TensorSpec, values: Values): Float32Array | Uint32Array | Int32Array {
  if (spec.dtype === 'f32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (spec.dtype === 'i32') return values instanceof Int32Array ? values : Int32Array.from(values);
  return values instanceof Uint32Array ? values : Uint32Array.from(values);
}

async function compile(
  context: GpuContext,
  buffers: WeakMap<Variable, GPUBuffer>,
  recording: Recording,
  options: CompileOptions = {},
): Promise<Program> {
  const { slots, steps } = lower(context, buffers, recording);
  const program = await compileProgram(context, slots, steps, options.onProgress);
  const refOf = (kind: 'inputs' | 'outputs', name: string) => {
    const ref = recording[kind].get(name);
    if (!ref) throw new Error(`run: there is no ${kind.slice(0, -1)} "${name}"`);
    return ref;
  };
  return {
    bytes: program.bytes,
    dispatches: program.dispatches,
    async run({ inputs = {}, scalars, read = [], signal }: RunArguments = {}) {
      for (const [name, values] of Object.entries(inputs)) {
        const { id, spec } = refOf('inputs', name);
        if (values.length !== wordsOf(spec))
          throw new Error(`run: input "${name}" expects ${wordsOf(spec)} words, got ${values.length}`);
        program.write(id, toWords(spec, values));
      }
      const refs = read.map((name) => refOf('outputs', name));
      const data = await program.run({ scalars, reads: refs.map(({ id }) => id), signal });
      return Object.fromEntries(read.map((name, i) => [name, viewOf(refs[i]!.spec, data[i]!)]));
    },
    dispose: program.dispose,
  };
}

/** Tensors become slots (slot = tensor id, scratch behind them), op calls become steps. */
function lower(context: GpuContext, buffers: WeakMap<Variable, GPUBuffer>, recording: Recording) {
  const given = new Map([...recording.variables].map(([ref, variable]) => [ref.id, buffers.get(variable)!]));
  const lifetimes = lifetimesOf(recording);
  const slots: Slot[] = recording.specs.map((spec, id): Slot => {
    const bytes = bytesOf(spec);
    const buffer = given.get(id);
    if (buffer) return { kind: 'given', bytes, buffer };
    const life = lifetimes[id];
    return life ? { kind: 'transient', bytes, ...life } : { kind: 'own', bytes };
  });
  const steps: Step[] = [];
  recording.calls.forEach(({ op, inputs, outputs, attrs }, index) => {
    const shape = { inputs: inputs.map(({ spec }) => spec), outputs: outputs.map(({ spec }) => spec), attrs };
    const scratch = (op.scratch?.(shape) ?? []).map((spec) => {
      slots.push({ kind: 'transient', bytes: bytesOf(spec), first: index, last: index });
      return slots.length - 1;
    });
    for (const call of op.kernels({ ...shape, traits: context.traits }))
      steps.push({
        call,
        slots: call.operands.map((operand) =>
          'input' in operand
            ? inputs[operand.input]!.id
            : 'output' in operand
              ? outputs[operand.output]!.id
              : scratch[operand.scratch]!,
        ),
      });
  });
  return { slots, steps };
}
