/**
 * cross-entropy: softmax and negative log-likelihood in one, weighted mean over rows. No tensor of the size of
 * the logits is made, forward; backward writes dlogits and nothing else of that size.
 * logits [..., V] f32; targets u32 and weights f32, one for each row (weight 0: ignored; a target ≥ V counts as
 * V − 1) → loss [] in nats, nll and lse [...] (unweighted, for looking at; they carry no gradient).
 * @throws Error when targets or weights do not match the rows.
 */
import type { TensorSpec } from '../../base/dtype';
import { expectDType, expectShape, f32 } from '../../base/shape';
import { linearGroups, paramU32, type Operand } from '../../gpu/dispatch';
import { defineOp, joinWgsl, type NoAttrs } from '../op';
import { rowLaunch, rowsOf } from '../shared/row';
import row from '../shared/row.wgsl?raw';
import backwardSource from './backward.wgsl?raw';
import forwardSource from './cross-entropy.wgsl?raw';
import { crossEntropyBackward as backwardReference, crossEntropyForward } from './reference';

/** Rows as a flat shape, for targets and weights of any rank. @throws Error */
function expectInputs(where: string, logits: TensorSpec, targets: TensorSpec, weights: TensorSpec): void {
  const { rows } = rowsOf(logits.shape);
  const flat = (spec: TensorSpec) => ({ ...spec, shape: [spec.shape.reduce((a, b) => a * b, 1)] });
  expectDType(where, 'logits', logits, 'f32');
  expectDType(where, 'targets', targets, 'u32');
  expectDType(where, 'weights', weights, 'f32');
  expectShape(where, 'targets (flat)', flat(targets), [rows]);
  expectShape(where, 'weights (flat)', flat(weights), [rows]);
}

export const crossEntropy = defineOp<NoAttrs>({
  name: 'cross-entropy',
  summary: 'loss = Σ w · (lse − logits[target]) / Σ w',
  infer([logits, targets, weights]) {
    expectInputs('cross-entropy', logits!, targets!, weights!);
    const rows = f32(...logits!.shape.slice(0, -1));
    return [f32(), rows, rows];
  },
  kernels({ inputs: [logits] }) {
    const { rows, columns } = rowsOf(logits!.shape);
    const common = {
      code: joinWgsl(row, forwardSource),
      params: [paramU32(rows), paramU32(columns)],
      operands: [{ input: 0 }, { input: 1 }, { input: 2 }, { output: 1 }, { output: 2 }, { output: 0 }],
    };
    return [
      {
        ...common,
        label: 'cross-entropy/rows',
        entry: 'cross_entropy_rows',
        ...rowLaunch(rows, columns),
        work: rows * columns * 10,
      },
      {
        ...common,
        label: 'cross-entropy/mean',
        entry: 'cross_entropy_mean',
        workgroups: [1, 1, 1],
        work: rows,
      },
    ];
  },
  reference({ inputs: [logits, targets, weights], outputs: [loss, nll, lse] }) {
    crossEntropyForward(logits!, targets!, weights!, loss!, nll!, lse!);
  },
  backward({ recorder, inputs: [logits, targets, weights], outputs: [, , lse], gradients: [dloss] }) {
    if (!dloss) return [null, null, null];
    const inputs = [logits!, targets!, weights!, lse!, dloss];
    return [...recorder.record(crossEntropyBackward, inputs, {}), null, null];
  },
});

const BACKWARD_OPERANDS: Operand[] = [
  ...[0, 1, 2, 3, 4].map((input) => ({ input })),
  { scratch: 0 },
  { output: 0 },
];

/** logits, targets, weights, lse, dloss → dlogits. */
export const crossEntropyBackward = defineOp<NoAttrs>({
  name: 'cross-entropy-backward',
  summary: 'dlogits = (exp(logits − lse) − onehot(target)) · w / Σ w · dloss',
  infer([logits, targets, weights, lse, dloss]) {
    expectInputs('cross-entropy-backward', logits!, targets!, weights!);
    expectShape('cross-entropy-backward', 'lse', lse!, logits!.shape.slice(0, -1));
    expectShape('cross-entropy-backward', 'dloss', dloss!, []);
    return [logits!];
  },
  scratch: () => [f32()],
  kernels({ inputs: [logits] }) {
    const { rows, columns } = rowsOf(logits!.shape);
    const [down, deep] = linearGroups(rows);
    const common = {
      code: backwardSource,
      params: [paramU32(rows), paramU32(columns)],
      operands: BACKWARD_OPERANDS,
    };
    return [
      {
        ...common,
        label: 'cross-entropy-backward/total',
        entry: 'cross_entropy_backward_total',
        workgroups: [1, 1, 1],
        work: rows,
      },
      {
        ...common,
        label: 'cross-entropy-backward/elements',
        entry: 'cross_entropy_backward_elements',
        workgroups: [Math.ceil(columns / 64), down, deep],
        work: rows * columns * 10,
      },
    ];
  },
  reference({ inputs: [logits, targets, weights, lse, dloss], outputs: [dlogits] }) {
    backwardReference(logits!, targets!, weights!, lse!, dloss!, dlogits!);
  },
});
