/**
 * The contract of an op: shapes, kernels for the GPU, the reference that is also the CPU device, and the
 * gradient. An op never runs by itself: it is recorded, planned, and replayed (see tensor/).
 *
 * @example
 * export const add = defineOp<Record<string, never>>({
 *   name: 'add', summary: 'y = a + b',
 *   infer: ([a]) => [a!],
 *   kernels: ({ outputs }) => [{ label: 'add', code: source, entry: 'add_forward', … }],
 *   reference: ({ inputs: [a, b], outputs: [y] }) => { for (let i = 0; i < y!.length; i++) y![i] = a![i]! + b![i]!; },
 *   backward: ({ gradients: [dy] }) => [dy!, dy!],
 * });
 */
import type { TensorSpec, Values } from '../base/dtype';
import type { KernelCall, KernelTraits, Scalar } from '../gpu/dispatch';

/** A tensor inside a recording: an id and what it holds, no data. */
export interface Ref {
  readonly id: number;
  readonly spec: TensorSpec;
}

/** Somewhere that ops can be recorded. Implemented by `tensor/recording.ts`. */
export interface Recorder {
  /** Appends one call and returns its outputs. @throws Error from `infer` when shapes do not fit. */
  record<Attrs>(op: Op<Attrs>, inputs: readonly Ref[], attrs: Attrs): Ref[];
}

/** Shapes and settings of one call. */
export interface CallShape<Attrs> {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly attrs: Attrs;
}

/** What `kernels` sees. */
export interface KernelContext<Attrs> extends CallShape<Attrs> {
  readonly traits: KernelTraits;
}

/** What `reference` sees: data in the order of inputs and outputs. Mutated inputs are written in place. */
export interface ReferenceContext<Attrs> {
  readonly inputs: readonly Values[];
  readonly outputs: readonly Values[];
  readonly shapes: CallShape<Attrs>;
  readonly attrs: Attrs;
  /** The value of a scalar in this run. */
  scalar(value: Scalar): number;
}

/** What `backward` sees. `gradients[i]` is null where output i does not reach the loss. */
export interface BackwardContext<Attrs> {
  readonly recorder: Recorder;
  readonly inputs: readonly Ref[];
  readonly outputs: readonly Ref[];
  readonly gradients: readonly (Ref | null)[];
  readonly attrs: Attrs;
  /** Whether input i is on the path to something that wants a gradient. */
  wants(input: number): boolean;
}

export interface Op<Attrs> {
  /** kebab-case, unique; the folder's name, or that with `-backward` or another suffix. */
  readonly name: string;
  /** The formula, for lists and error messages. */
  readonly summary: string;
  /** Inputs that the op writes in place (optimisers, caches). */
  readonly mutates?: readonly number[];
  /** Output specs. @throws Error naming what was given and what was expected. */
  infer(inputs: readonly TensorSpec[], attrs: Attrs): TensorSpec[];
  /** GPU temporaries that live during this call only. */
  scratch?(shape: CallShape<Attrs>): TensorSpec[];
  /** The dispatches, in order. Every element of every output must be written: arenas hold old bytes. */
  kernels(context: KernelContext<Attrs>): KernelCall[];
  /** Plain loops, accumulating in f64. Writes every element of every output. */
  reference(context: ReferenceContext<Attrs>): void;
  /** Records the gradient: one Ref (or null) for each input. Absent: the op stops gradients. */
  backward?(context: BackwardContext<Attrs>): (Ref | null)[];
}

/** Gives an op its type; checks the name. */
export function defineOp<Attrs>(op: Op<Attrs>): Op<Attrs> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(op.name)) throw new Error(`defineOp: "${op.name}" is not kebab-case`);
  return op;
}

/** Ops of no settings. */
export type NoAttrs = Record<string, never>;

/** Several WGSL pieces as one module, in order, with a blank line between. */
export const joinWgsl = (...parts: string[]): string => parts.join('\n');
