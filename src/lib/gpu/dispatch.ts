/** One kernel launch as data: what an op hands to a device. Nothing here touches a GPUDevice. */

/** A number known when recording, or a named one that each run supplies (learning rate, position, seed). */
export type Scalar = number | ScalarRef;
export interface ScalarRef {
  readonly scalar: string;
}

/** One 32-bit member of the kernel's uniform struct, in order. */
export type Param = { readonly type: 'u32' | 'f32' | 'i32'; readonly value: Scalar };

export const paramU32 = (value: Scalar): Param => ({ type: 'u32', value });
export const paramI32 = (value: Scalar): Param => ({ type: 'i32', value });
export const paramF32 = (value: Scalar): Param => ({ type: 'f32', value });

/** Which tensor of the op is bound: by index into its inputs, outputs or scratch tensors. */
export type Operand = { readonly input: number } | { readonly output: number } | { readonly scratch: number };

/**
 * One dispatch. Bindings in group 0: 0 is the uniform `params`, then `operands` in order, each
 * `var<storage, read_write>` (one buffer may back several bindings, and WebGPU forbids mixing read with
 * read_write on one buffer inside a dispatch).
 */
export interface KernelCall {
  /** Shown in profiles and error messages, e.g. `matmul/register-tiled`. */
  readonly label: string;
  /** Complete WGSL module. */
  readonly code: string;
  /** Entry point, `<op>_<pass>`. */
  readonly entry: string;
  /** Values of `override` constants. */
  readonly constants?: Readonly<Record<string, number>>;
  readonly params: readonly Param[];
  readonly operands: readonly Operand[];
  readonly workgroups: readonly [number, number, number];
  /** Estimated arithmetic operations, for cutting submits. */
  readonly work?: number;
}

/** What the adapter offers that an op may choose by. */
export interface KernelTraits {
  readonly shaderF16: boolean;
  readonly subgroups: boolean;
  readonly maxInvocations: number;
}

const MAX_GROUPS = 65535;

/**
 * Workgroup counts for `count` one-dimensional groups; beyond 65,535 they spill into y. Kernels recover the
 * linear group as `id.x + id.y * num.x` and must guard the tail.
 */
export function linearGroups(count: number): [number, number, number] {
  const groups = Math.max(1, Math.ceil(count));
  if (groups <= MAX_GROUPS) return [groups, 1, 1];
  const y = Math.ceil(groups / MAX_GROUPS);
  return [Math.ceil(groups / y), y, 1];
}
