/** What every device can do. `webgpu-device.ts` and `cpu-device.ts` implement it; nothing else computes. */
import type { TensorSpec, Values } from '../base/dtype';
import type { GlassboxError } from '../base/errors';
import type { Counters } from '../gpu/counters';
import type { Recording } from './recording';

/** A tensor that outlives programs: a parameter, optimiser state, a KV cache. */
export interface Variable {
  readonly spec: TensorSpec;
  readonly name: string;
  /** A copy of the current values (packed types as u32 words). */
  read(): Promise<Values>;
  /** Replaces all values. @throws Error when the length is wrong. */
  write(values: Values): void;
  dispose(): void;
}

export interface RunArguments {
  /** Values of every input of the recording, by name, or only of those that changed since the last run. */
  readonly inputs?: Readonly<Record<string, Values>>;
  /** Values of the scalars that attrs name. */
  readonly scalars?: Readonly<Record<string, number>>;
  /** Outputs to read back. None: on a GPU the promise resolves when the work is submitted. */
  readonly read?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A compiled recording. Runs are queued: a second one starts when the first is done. */
export interface Program {
  /** Bytes allocated for it (variables excluded). */
  readonly bytes: number;
  /** Dispatches a run makes; on the CPU, op calls. */
  readonly dispatches: number;
  /** @throws GlassboxError cancelled | device-lost | device-out-of-memory */
  run(args?: RunArguments): Promise<Record<string, Values>>;
  dispose(): void;
}

export interface CompileOptions {
  /** «compiling kernels 12 of 31» */
  readonly onProgress?: (compiled: number, total: number) => void;
}

export interface Device {
  readonly kind: 'webgpu' | 'cpu';
  /** What people call it: the adapter's name, or «CPU». */
  readonly label: string;
  readonly counters: Counters;
  /** Resolves when a GPU is lost; never for the CPU. */
  readonly lost: Promise<GlassboxError>;
  /** A variable holding `values`, or zeros. */
  variable(name: string, spec: TensorSpec, values?: Values): Variable;
  /** @throws GlassboxError device-out-of-memory | device-invalid */
  compile(recording: Recording, options?: CompileOptions): Promise<Program>;
  dispose(): void;
}
