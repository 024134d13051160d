/** Cases of matmul-quantised: each storage, both kernels, size one, tails of rows and groups, the pocket model. */
import { defineCases, halves, normal, packed, type CaseInput, type OpCase } from '../cases';
import { matmulQuantised, type MatmulQuantisedAttrs } from '.';

type Size = [rows: number, width: number, columns: number];
type Stored = 'f16' | 'int8' | 'int4';

/** Weights near unit size whatever their storage: codes reach 128 or 8, so scales are small. */
const CODE_SIZE = { f16: 1, int8: 1 / 64, int4: 1 / 4 };

function product(
  dtype: Stored,
  [rows, width, columns]: Size,
  attrs: MatmulQuantisedAttrs = {},
): OpCase<MatmulQuantisedAttrs> {
  const scales = halves([columns, Math.ceil(width / (attrs.group ?? width))], CODE_SIZE[dtype]);
  const stored: CaseInput[] =
    dtype === 'f16' ? [halves([columns, width])] : [packed(dtype, [columns, width]), scales];
  return {
    name: `${dtype}${attrs.group ? ` by ${attrs.group}` : ''} ${attrs.variant ?? 'default'} ${rows}×${width}×${columns}`,
    inputs: [normal([rows, width]), ...stored],
    attrs,
    tolerance: {
      absolute: 4e-6 * Math.sqrt(width) + 1e-6,
      relative: 1e-5,
      reason: `f32 sums of ${width} products that may cancel`,
    },
  };
}

const all: Stored[] = ['f16', 'int8', 'int4'];
const integers: Stored[] = ['int8', 'int4'];

export default [
  defineCases(matmulQuantised, [
    ...all.map((dtype) => product(dtype, [1, 1, 1])),
    ...all.map((dtype) => ({ ...product(dtype, [1, 64, 40]), receipt: true })),
    ...all.map((dtype) => ({ ...product(dtype, [5, 64, 40]), receipt: true })),
    ...all.flatMap((dtype) => [
      product(dtype, [1, 77, 35]),
      product(dtype, [4, 77, 35]),
      product(dtype, [37, 77, 35]),
    ]),
    ...integers.flatMap((dtype) => [
      { ...product(dtype, [1, 100, 35], { group: 32 }), receipt: true },
      { ...product(dtype, [9, 100, 35], { group: 32 }), receipt: true },
      product(dtype, [3, 77, 34], { group: 12, variant: 'gemv' }),
      product(dtype, [1, 77, 34], { group: 12, variant: 'register' }),
      product(dtype, [2, 1030, 35], { group: 64, variant: 'gemv' }),
      product(dtype, [2, 30, 7], { group: 32 }),
    ]),
    product('f16', [4, 1026, 66], { variant: 'gemv' }),
    ...all.map((dtype) => ({
      ...product(dtype, [1, 128, 2048], dtype === 'f16' ? {} : { group: 32 }),
      benchmark: true,
    })),
    ...all.map((dtype) => ({
      ...product(dtype, [128, 128, 352], dtype === 'f16' ? {} : { group: 32 }),
      benchmark: true,
    })),
    { ...product('f16', [1, 352, 128]), benchmark: true },
    {
      name: 'leading dimensions',
      inputs: [normal([2, 3, 16]), packed('int4', [8, 16]), halves([8, 2], 0.25)],
      attrs: { group: 8 },
    },
    ...all.map((dtype) => ({
      ...product(dtype, [6, 48, 20]),
      name: `${dtype} magnitudes`,
      inputs: [normal([6, 48], 1e20), ...product(dtype, [6, 48, 20]).inputs.slice(1)],
      tolerance: {
        absolute: 4e15,
        relative: 1e-5,
        reason: 'f32 sums of products of size 1e20 that may cancel',
      },
    })),
  ]),
];
