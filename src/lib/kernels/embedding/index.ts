/**
 * embedding: y[..., :] = weight[ids[...], :]. ids u32 of any shape, weight [V, C] f32 or f16 storage,
 * y [..., C] f32. The gradient (f32 tables only) is `embedding-backward`: a scatter-add without atomics.
 * An id ≥ V throws on the CPU; the GPU cannot throw and reads the last row instead.
 * @throws Error when ids is not u32 or weight has no rank 2.
 */
import { expectDType, expectRank, expectShape, f32, sizeOf } from '../../base/shape';
import type { TensorSpec } from '../../base/dtype';
import { linearGroups, paramU32 } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import weightF16 from '../shared/weight-f16.wgsl?raw';
import weightF32 from '../shared/weight-f32.wgsl?raw';
import { cellOf } from '../shared/cell';
import backwardSource from './embedding-backward.wgsl?raw';
import forwardSource from './embedding.wgsl?raw';
import { embeddingBackward as backwardReference, embeddingForward } from './reference';

const tableSize = (spec: TensorSpec): [number, number] => [spec.shape[0]!, spec.shape[1]!];

export const embedding = defineOp<NoAttrs>({
  name: 'embedding',
  summary: 'y[n] = weight[ids[n]]',
  infer([ids, weight]) {
    expectDType('embedding', 'ids', ids!, 'u32');
    expectDType('embedding', 'weight', weight!, 'f32', 'f16');
    expectRank('embedding', 'weight', weight!, 2);
    return [f32(...ids!.shape, weight!.shape[1]!)];
  },
  kernels({ inputs: [ids, weight] }) {
    const positions = sizeOf(ids!.shape);
    const [rows, width] = tableSize(weight!);
    return [
      {
        label: `embedding/${weight!.dtype}`,
        code: joinWgsl(weight!.dtype === 'f16' ? weightF16 : weightF32, forwardSource),
        entry: 'embedding_forward',
        params: [paramU32(positions), paramU32(rows), paramU32(width)],
        operands: [{ input: 0 }, { input: 1 }, { output: 0 }],
        workgroups: linearGroups((positions * Math.ceil(width / 4)) / 64),
        work: positions * width,
      },
    ];
  },
  reference: ({ inputs: [ids, weight], outputs: [y], shapes }) =>
    embeddingForward(ids!, weight!, y!, tableSize(shapes.inputs[1]!), shapes.inputs[1]!.dtype),
  backward({ recorder, inputs: [ids, weight], gradients: [dy], wants }) {
    if (weight!.spec.dtype !== 'f32' || !wants(1)) return [null, null];
    const [rows] = tableSize(weight!.spec);
    return [null, recorder.record(embeddingBackward, [ids!, dy!], { rows })[0]!];
  },
});

/** dWeight [rows, C] from ids [...] and dy [..., C]: every row is written, rows not named by an id with zeros. */
export const embeddingBackward = defineOp<{ readonly rows: number }>({
  name: 'embedding-backward',
  summary: 'dWeight[v] = Σ dy[n] over ids[n] = v',
  infer([ids, dy], { rows }) {
    expectDType('embedding-backward', 'ids', ids!, 'u32');
    expectDType('embedding-backward', 'dy', dy!, 'f32');
    expectShape('embedding-backward', 'dy', dy!, [...ids!.shape, dy!.shape.at(-1)!]);
    return [f32(rows, dy!.shape.at(-1)!)];
  },
  scratch: ({ inputs: [ids] }) => [{ dtype: 'u32', shape: [2, sizeOf(ids!.shape)] }],
  kernels({ inputs: [ids], outputs: [dWeight] }) {
    const positions = sizeOf(ids!.shape);
    const [rows, channels] = tableSize(dWeight!);
    const cell = cellOf(channels);
    const width = channels / cell.size;
    const pass = (name: string, threads: number) => ({
      label: `embedding-backward/${name}`,
      code: joinWgsl(cell.alias, backwardSource),
      entry: `embedding_${name}`,
      params: [paramU32(positions), paramU32(rows), paramU32(width)],
      operands: [{ input: 0 }, { input: 1 }, { output: 0 }, { scratch: 0 }],
      workgroups: linearGroups(threads / 64),
      work: threads,
    });
    const link = { ...pass('link', positions), work: positions ** 2 };
    return [pass('zero', rows * width), link, pass('gather', positions * width)];
  },
  reference: ({ inputs: [ids, dy], outputs: [dWeight], shapes }) =>
    backwardReference(ids!, dy!, dWeight!, tableSize(shapes.outputs[0]!)),
});
