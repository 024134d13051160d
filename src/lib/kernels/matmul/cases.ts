/** Cases of matmul: each kernel, each layout, sizes of one, tails, the pocket model's shapes, large magnitudes. */
import { defineCases, normal, type OpCase, type Tolerance } from '../cases';
import { matmul, type MatmulAttrs, type MatmulVariant } from '.';

type Size = [rows: number, inner: number, columns: number];

/** Rounding of an f32 sum of `inner` products of unit normals grows like its root. */
const sums = (inner: number): Tolerance => ({
  absolute: 2e-6 * Math.sqrt(inner) + 1e-6,
  relative: 1e-5,
  reason: `f32 sums of ${inner} products that may cancel`,
});

function product([rows, inner, columns]: Size, attrs: MatmulAttrs): OpCase<MatmulAttrs> {
  const a = attrs.transposeA ? [inner, rows] : [rows, inner];
  const b = attrs.transposeB ? [columns, inner] : [inner, columns];
  const layout = `${attrs.transposeA ? 'T' : 'N'}${attrs.transposeB ? 'T' : 'N'}`;
  const name = `${attrs.variant ?? 'default'} ${layout} ${rows}×${inner}×${columns}`;
  return { name, inputs: [normal(a), normal(b)], attrs, tolerance: sums(inner) };
}

const layouts = [{}, { transposeB: true }, { transposeA: true }, { transposeA: true, transposeB: true }];
const ladder: MatmulVariant[] = ['naive', 'tiled', 'register'];

export default [
  defineCases(matmul, [
    { ...product([1, 1, 1], {}), receipt: true },
    ...ladder.map((variant) => product([1, 1, 1], { variant })),
    ...ladder.flatMap((variant) => layouts.map((layout) => product([37, 19, 53], { ...layout, variant }))),
    ...layouts.map((layout) => ({ ...product([36, 20, 44], layout), receipt: true })),
    ...layouts.map((layout) => product([35, 24, 66], layout)),
    ...[1, 3, 4].flatMap((rows) => layouts.slice(0, 2).map((layout) => product([rows, 128, 352], layout))),
    ...[20, 1030].flatMap((inner) =>
      layouts.slice(0, 2).map((layout) => product([4, inner, 36], { ...layout, variant: 'gemv' })),
    ),
    product([3, 1024, 67], { variant: 'gemv', transposeB: true }),
    { ...product([2, 35, 45], { variant: 'gemv' }), receipt: true },
    product([2, 35, 45], { variant: 'gemv', transposeB: true }),
    {
      name: 'leading dimensions',
      inputs: [normal([2, 5, 12]), normal([12, 8])],
      attrs: {},
      tolerance: sums(12),
    },
    {
      name: 'folded weight gradient',
      inputs: [normal([2, 5, 12]), normal([2, 5, 8])],
      attrs: { transposeA: true },
      tolerance: sums(10),
    },
    { ...product([512, 128, 352], {}), benchmark: true },
    { ...product([512, 352, 128], { transposeB: true }), benchmark: true },
    { ...product([128, 512, 352], { transposeA: true }), benchmark: true },
    { ...product([1, 128, 2048], { transposeB: true }), benchmark: true },
    { ...product([512, 128, 352], { variant: 'naive' }), benchmark: true, gradient: false },
    product([8, 4, 4], { variant: 'register-wide' }),
    ...layouts.map((layout) => product([68, 24, 76], { ...layout, variant: 'register-wide' })),
    product([136, 22, 132], { transposeA: true }),
    { ...product([512, 128, 352], { variant: 'register' }), benchmark: true, gradient: false },
    { ...product([512, 128, 352], { variant: 'tiled' }), benchmark: true, gradient: false },
    {
      name: 'magnitudes',
      inputs: [normal([17, 64], 1e10), normal([64, 20], 1e10)],
      attrs: {},
      tolerance: {
        absolute: 2e15,
        relative: 1e-5,
        reason: 'f32 sums of 64 products of size 1e20 that may cancel',
      },
    },
  ]),
];
