/** Reverse-mode differentiation: replays the recorded calls backwards, recording their gradients. */
import { add } from '../kernels/add';
import { fill } from '../kernels/fill';
import type { Ref } from '../kernels/op';
import type { Recording } from './recording';

/**
 * Records d loss / d wrt[i] for each i. A tensor the loss does not depend on gets zeros.
 *
 * @param loss an f32 scalar, shape `[]`
 * @returns one Ref for each of `wrt`, of the same shape
 * @throws Error when the loss is not a scalar, or an op on the path has no gradient.
 */
export function gradients(recording: Recording, loss: Ref, wrt: readonly Ref[]): Ref[] {
  if (loss.spec.shape.length !== 0)
    throw new Error(`gradients: the loss must be a scalar, got [${loss.spec.shape.join(', ')}]`);
  const calls = [...recording.calls];
  const wanted = new Set(wrt.map(({ id }) => id));
  const onPath = calls.map(({ inputs, outputs }) => {
    const reaches = inputs.some(({ id }) => wanted.has(id));
    if (reaches) for (const { id } of outputs) wanted.add(id);
    return reaches;
  });
  const found = new Map<number, Ref>();
  found.set(loss.id, recording.record(fill, [], { shape: [], value: 1 })[0]!);
  for (let i = calls.length - 1; i >= 0; i--) {
    const { op, inputs, outputs, attrs } = calls[i]!;
    const upstream = outputs.map(({ id }) => found.get(id) ?? null);
    if (!onPath[i] || upstream.every((gradient) => gradient === null)) continue;
    if (!op.backward) throw new Error(`gradients: ${op.name} has no gradient`);
    const downstream = op.backward({
      recorder: recording,
      inputs,
      outputs,
      gradients: upstream,
      attrs,
      wants: (index) => wanted.has(inputs[index]!.id),
    });
    downstream.forEach((gradient, index) => {
      const { id } = inputs[index]!;
      if (!gradient || !wanted.has(id)) return;
      const known = found.get(id);
      found.set(id, known ? recording.record(add, [known, gradient], {})[0]! : gradient);
    });
  }
  return wrt.map(
    ({ id, spec }) => found.get(id) ?? recording.record(fill, [], { shape: spec.shape, value: 0 })[0]!,
  );
}
