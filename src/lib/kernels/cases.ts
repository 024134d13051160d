/**
 * What `cases.ts` of an op is made of. One list, five uses: gradient check (Node), GPU check (Chromium), CPU
 * device, bench, and the parity receipt.
 */
import type { DType, TensorSpec, Values } from '../base/dtype';
import { rowWords, wordsOf } from '../base/dtype';
import { sizeOf } from '../base/shape';
import { packHalf } from '../base/half';
import { createRandom, type Random } from '../base/random';
import type { Op } from './op';

/** An input of a case: its spec and how to fill it. `words` for packed types. */
export interface CaseInput {
  readonly spec: TensorSpec;
  fill(random: Random): Values;
}

/** |got − want| ≤ absolute + relative · |want| for each element. */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
  /** Why it is looser than 1e-5 / 1e-5. */
  readonly reason?: string;
}

export interface OpCase<Attrs> {
  readonly name: string;
  readonly inputs: readonly CaseInput[];
  readonly attrs: Attrs;
  /** Values of scalars that the attrs name. */
  readonly scalars?: Readonly<Record<string, number>>;
  readonly tolerance?: Tolerance;
  /** false: skip the gradient check (say why in `name` or a comment). Large cases are checked by random directions. */
  readonly gradient?: boolean;
  /** Part of the bench page. */
  readonly benchmark?: boolean;
  /** Part of the parity receipt: small and quick. */
  readonly receipt?: boolean;
  /** Inputs (by index) that gradients are checked for; default: all f32 inputs. */
  readonly differentiate?: readonly number[];
  /** Outputs (by index) whose gradient the op takes; default: the first. */
  readonly gradientOutputs?: readonly number[];
}

/** The cases of one op. */
export interface OpCases<Attrs = never> {
  readonly op: Op<Attrs>;
  readonly cases: readonly OpCase<Attrs>[];
}

export const DEFAULT_TOLERANCE: Tolerance = { absolute: 1e-5, relative: 1e-5 };

/** Gives a list its type. */
export const defineCases = <Attrs>(op: Op<Attrs>, cases: OpCase<Attrs>[]): OpCases<Attrs> => ({ op, cases });

const f32Input = (shape: number[], draw: (random: Random) => number): CaseInput => ({
  spec: { dtype: 'f32', shape },
  fill: (random) => Float32Array.from({ length: sizeOf(shape) }, () => draw(random)),
});

/** f32, normal with the given standard deviation. */
export const normal = (shape: number[], scale = 1): CaseInput => f32Input(shape, (r) => r.normal() * scale);
/** f32, uniform in [low, high). */
export const uniform = (shape: number[], low: number, high: number): CaseInput =>
  f32Input(shape, (r) => low + (high - low) * r.next());
/** f32, one value everywhere. */
export const constant = (shape: number[], value: number): CaseInput => f32Input(shape, () => value);
/** u32, uniform in [0, below). */
export const integers = (shape: number[], below: number): CaseInput => ({
  spec: { dtype: 'u32', shape },
  fill: (random) => Uint32Array.from({ length: sizeOf(shape) }, () => random.int(below)),
});
/** u32 given literally. */
export const exactly = (shape: number[], values: number[]): CaseInput => ({
  spec: { dtype: 'u32', shape },
  fill: () => Uint32Array.from(values),
});
/** f16 storage of normals: `[rows, columns]`, rows padded to words. */
export const halves = (shape: [number, number], scale = 1): CaseInput => ({
  spec: { dtype: 'f16', shape },
  fill: (random) =>
    packHalf(
      Float32Array.from({ length: shape[0] * shape[1] }, () => random.normal() * scale),
      ...shape,
    ),
});
/** Packed integers: every code equally likely; padding bits are zero. */
export const packed = (dtype: Extract<DType, 'int8' | 'int4'>, shape: [number, number]): CaseInput => ({
  spec: { dtype, shape },
  fill(random) {
    const per = dtype === 'int8' ? 4 : 8;
    const bits = 32 / per;
    const width = rowWords(dtype, shape[1]);
    const words = new Uint32Array(wordsOf({ dtype, shape }));
    for (let r = 0; r < shape[0]; r++)
      for (let c = 0; c < shape[1]; c++) {
        const at = r * width + Math.floor(c / per);
        words[at] = (words[at]! | (random.int(2 ** bits) << ((c % per) * bits))) >>> 0;
      }
    return words;
  },
});

/** The inputs of a case, filled from a seed: same seed, same numbers. */
export function fillCase<Attrs>(opCase: OpCase<Attrs>, seed = 1): Values[] {
  const random = createRandom(seed);
  return opCase.inputs.map((input, i) => input.fill(random.fork(`${opCase.name}/${i}`)));
}
