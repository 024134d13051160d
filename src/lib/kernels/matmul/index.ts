/**
 * matmul: y = a · b, f32, either operand possibly transposed in memory.
 *
 * a [..., K], b [K, N] → y [..., N]; with transposeB b is [N, K]. Leading dimensions of a are folded to rows.
 * With transposeA, a is [..., M] and b [..., N] with equal leading dimensions, folded to the summed dimension:
 * y is [M, N], which is what a weight gradient is. Both flags: rank 2 only.
 *
 * Five kernels, the ladder of the lesson: `naive`, `tiled`, `register` (4 × 4 a thread), `register-wide` (8 × 8) and,
 * for one or two rows, `gemv`.
 * `attrs.variant` forces one; otherwise the shape decides.
 * @throws Error when ranks or sizes do not fit, or when a kernel is forced where it cannot run.
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, f32, showShape, sizeOf } from '../../base/shape';
import { paramU32, type KernelCall } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type Op } from '../op';
import aAny from './a-any.wgsl?raw';
import aColumns from './a-columns.wgsl?raw';
import aRows from './a-rows.wgsl?raw';
import bAny from './b-any.wgsl?raw';
import bColumns from './b-columns.wgsl?raw';
import bRows from './b-rows.wgsl?raw';
import gemv from './gemv.wgsl?raw';
import naive from './naive.wgsl?raw';
import { matmulForward, type MatmulLayout } from './reference';
import registerTiled from './register-tiled.wgsl?raw';
import registerWide from './register-wide.wgsl?raw';
import tiled from './tiled.wgsl?raw';

export type MatmulVariant = 'naive' | 'tiled' | 'register' | 'register-wide' | 'gemv';
export interface MatmulAttrs {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Forces a kernel: for the lesson, the bench and the cases. */
  readonly variant?: MatmulVariant;
}

/** More rows than this and `register` shares more; `gemv` can be forced up to GEMV_LIMIT. */
const GEMV_ROWS = 2;
const GEMV_LIMIT = 4;
/** From this size of y on, 8 × 8 a thread still makes threads enough (256). */
const WIDE_SIZE = 256 * 64;
/** From this length on, a sum is worth sharing among threads. */
const SLICED_INNER = 1024;

export const matmul: Op<MatmulAttrs> = defineOp<MatmulAttrs>({
  name: 'matmul',
  summary: 'y = a · b',
  infer([a, b], attrs) {
    const layout = layoutOf(a!, b!, attrs);
    const { rows, columns } = layout;
    if (attrs.variant === 'gemv' && (attrs.transposeA || rows > GEMV_LIMIT))
      throw new Error(`matmul: gemv takes at most ${GEMV_LIMIT} rows of an untransposed a, got ${rows}`);
    if (attrs.variant === 'register-wide' && !fitsWide(layout, attrs))
      throw new Error(
        `matmul: register-wide takes at least 8 rows, and fours along memory, got ${rows} rows`,
      );
    return [attrs.transposeA ? f32(rows, columns) : f32(...a!.shape.slice(0, -1), columns)];
  },
  kernels({ inputs: [a, b], attrs }) {
    const layout = layoutOf(a!, b!, attrs);
    return [kernelOf(attrs.variant ?? chooseVariant(layout, attrs), layout, attrs)];
  },
  reference: ({ inputs: [a, b], outputs: [y], shapes, attrs }) =>
    matmulForward(a!, b!, y!, layoutOf(shapes.inputs[0]!, shapes.inputs[1]!, attrs)),
  backward({ recorder, inputs: [a, b], gradients: [dy], attrs: { transposeA, transposeB }, wants }) {
    const product = (left: typeof a, right: typeof a, attrs: MatmulAttrs) =>
      recorder.record(matmul, [left!, right!], attrs)[0]!;
    const da = () =>
      transposeA
        ? product(b, dy!, { transposeA: transposeB, transposeB: true })
        : product(dy!, b, { transposeB: !transposeB });
    const db = () =>
      transposeB
        ? product(dy!, a, { transposeA: true, transposeB: transposeA })
        : product(a, dy!, { transposeA: !transposeA });
    return [wants(0) ? da() : null, wants(1) ? db() : null];
  },
});

/** Sizes and strides of one call. @throws Error when the inputs do not fit each other. */
function layoutOf(a: TensorSpec, b: TensorSpec, { transposeA, transposeB }: MatmulAttrs): MatmulLayout {
  expectDType('matmul', 'a', a, 'f32');
  expectDType('matmul', 'b', b, 'f32');
  const shapes = `a ${showShape(a.shape)}${transposeA ? 'ᵀ' : ''}, b ${showShape(b.shape)}${transposeB ? 'ᵀ' : ''}`;
  const folded = transposeA && !transposeB;
  if (a.shape.length < 2 || (transposeA && transposeB && a.shape.length !== 2))
    throw new Error(`matmul: a must have rank 2${transposeB ? '' : ' or more'}, got ${shapes}`);
  if (folded ? b.shape.length !== a.shape.length : b.shape.length !== 2)
    throw new Error(`matmul: b must have rank ${folded ? a.shape.length : 2}, got ${shapes}`);
  const aLast = a.shape.at(-1)!;
  const bLast = b.shape.at(-1)!;
  const aFirst = sizeOf(a.shape) / aLast;
  const bFirst = sizeOf(b.shape) / bLast;
  const [rows, inner] = transposeA ? [aLast, aFirst] : [aFirst, aLast];
  const [columns, bInner] = transposeB ? [bFirst, bLast] : [bLast, bFirst];
  const leadsDiffer = folded && a.shape.slice(0, -1).some((size, i) => size !== b.shape[i]);
  if (inner !== bInner || leadsDiffer || rows * columns * inner === 0)
    throw new Error(`matmul: the summed sizes must be equal and nothing empty, got ${shapes}`);
  return {
    rows,
    columns,
    inner,
    aRow: transposeA ? 1 : inner,
    aInner: transposeA ? rows : 1,
    bInner: transposeB ? 1 : columns,
    bColumn: transposeB ? inner : 1,
  };
}

/** Not with loads one by one: a software adapter's compiler takes minutes over 8 × 8 of them. */
const fitsWide = (layout: MatmulLayout, attrs: MatmulAttrs): boolean =>
  layout.rows >= 8 && aAligned(layout, attrs) && bAligned(layout, attrs);

function chooseVariant(layout: MatmulLayout, attrs: MatmulAttrs): MatmulVariant {
  const { rows, columns } = layout;
  if (rows <= GEMV_ROWS && !attrs.transposeA) return 'gemv';
  return fitsWide(layout, attrs) && rows * columns >= WIDE_SIZE ? 'register-wide' : 'register';
}

/** Whether the side that lies along memory is a multiple of 4, so that four numbers are one load. */
const aAligned = ({ rows, inner }: MatmulLayout, { transposeA }: MatmulAttrs) =>
  (transposeA ? rows : inner) % 4 === 0;
const bAligned = ({ columns, inner }: MatmulLayout, { transposeB }: MatmulAttrs) =>
  (transposeB ? inner : columns) % 4 === 0;

/** WGSL that gives load_a, load_a_block and load_b_block. */
function loaders(layout: MatmulLayout, attrs: MatmulAttrs): string {
  const a = aAligned(layout, attrs) ? (attrs.transposeA ? aColumns : aRows) : aAny;
  const b = bAligned(layout, attrs) ? (attrs.transposeB ? bColumns : bRows) : bAny;
  return joinWgsl(`const INNER_TAIL = ${layout.inner % 4 !== 0};`, a, b);
}

const ENTRIES: Record<MatmulVariant, string> = {
  naive: 'matmul_naive',
  tiled: 'matmul_tiled',
  register: 'matmul_register_tiled',
  'register-wide': 'matmul_register_wide',
  gemv: 'matmul_gemv',
};

function kernelOf(variant: MatmulVariant, layout: MatmulLayout, attrs: MatmulAttrs): KernelCall {
  const { rows, columns, inner, aRow, aInner, bInner, bColumn } = layout;
  const groups = (side: number): [number, number, number] => [
    Math.ceil(columns / side),
    Math.ceil(rows / side),
    1,
  ];
  const common = {
    label: `matmul/${variant}`,
    entry: ENTRIES[variant],
    params: [rows, columns, inner, aRow, aInner, bInner, bColumn].map((size) => paramU32(size)),
    operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
    work: 2 * rows * columns * inner,
  };
  switch (variant) {
    case 'naive':
      return { ...common, code: naive, workgroups: groups(8) };
    case 'tiled':
      return { ...common, code: tiled, workgroups: groups(16) };
    case 'register':
      return { ...common, code: joinWgsl(loaders(layout, attrs), registerTiled), workgroups: groups(32) };
    case 'register-wide':
      return { ...common, code: joinWgsl(loaders(layout, attrs), registerWide), workgroups: groups(64) };
    case 'gemv': {
      const slices = inner >= SLICED_INNER ? 8 : 1;
      const code = joinWgsl(`const SLICES = ${slices}u;`, loaders(layout, attrs), gemv);
      return { ...common, code, workgroups: [Math.ceil((columns * slices) / 256), rows, 1] };
    }
  }
}
