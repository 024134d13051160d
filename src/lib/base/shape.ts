/** Shape arithmetic and the checks whose messages every op shares. */
import type { DType, TensorSpec } from './dtype';

/** Number of elements; 1 for a scalar. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** `[2, 3]` for messages. */
export const showShape = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** @throws Error `where: what must have rank r, got [...]` */
export function expectRank(where: string, what: string, spec: TensorSpec, rank: number): void {
  if (spec.shape.length !== rank)
    throw new Error(`${where}: ${what} must have rank ${rank}, got ${showShape(spec.shape)}`);
}

/** @throws Error `where: what must have shape [...], got [...]` */
export function expectShape(where: string, what: string, spec: TensorSpec, shape: readonly number[]): void {
  if (!sameShape(spec.shape, shape))
    throw new Error(`${where}: ${what} must have shape ${showShape(shape)}, got ${showShape(spec.shape)}`);
}

/** @throws Error `where: what must be f32, got u32` */
export function expectDType(where: string, what: string, spec: TensorSpec, ...allowed: DType[]): void {
  if (!allowed.includes(spec.dtype))
    throw new Error(`${where}: ${what} must be ${allowed.join(' or ')}, got ${spec.dtype}`);
}

/** An f32 spec: most activations. */
export const f32 = (...shape: number[]): TensorSpec => ({ dtype: 'f32', shape });
/** A u32 spec: token ids, positions. */
export const u32 = (...shape: number[]): TensorSpec => ({ dtype: 'u32', shape });
