/**
 * cache-write: puts new keys or values in their place, in place: cache[position + t] ← rows[t].
 * cache [capacity, W] and rows [1, T, W] (or [T, W]), f32; rows past the capacity are dropped. No outputs.
 * @throws Error when the widths differ.
 */
import { expectDType, expectRank, showShape, sizeOf } from '../../base/shape';
import { linearGroups, paramU32, type Scalar } from '../../gpu/dispatch';
import { defineOp } from '../op';
import source from './cache-write.wgsl?raw';
import { cacheWrite as writeRows } from './reference';

export interface CacheWriteAttrs {
  /** Row of the cache that takes row 0. */
  readonly position: Scalar;
}

export const cacheWrite = defineOp<CacheWriteAttrs>({
  name: 'cache-write',
  summary: 'cache[position + t] ← rows[t]',
  mutates: [0],
  infer([cache, rows]) {
    expectDType('cache-write', 'cache', cache!, 'f32');
    expectDType('cache-write', 'rows', rows!, 'f32');
    expectRank('cache-write', 'cache', cache!, 2);
    const width = cache!.shape[1]!;
    const { shape } = rows!;
    const flat = shape.length === 2 || (shape.length === 3 && shape[0] === 1);
    if (!flat || shape.at(-1) !== width)
      throw new Error(`cache-write: rows must be [1, T, ${width}] or [T, ${width}], got ${showShape(shape)}`);
    return [];
  },
  kernels({ inputs: [cache, rows], attrs }) {
    const size = sizeOf(rows!.shape);
    return [
      {
        label: 'cache-write',
        code: source,
        entry: 'cache_write_rows',
        params: [
          paramU32(size),
          paramU32(sizeOf(cache!.shape)),
          paramU32(cache!.shape[1]!),
          paramU32(attrs.position),
        ],
        operands: [{ input: 0 }, { input: 1 }],
        workgroups: linearGroups(size / 64),
        work: size,
      },
    ];
  },
  reference({ inputs: [cache, rows], shapes, attrs, scalar }) {
    writeRows(cache!, rows!, scalar(attrs.position) * shapes.inputs[0]!.shape[1]!);
  },
});
