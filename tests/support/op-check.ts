/** How an op's gradient is checked: central differences of Σ r·y in f64. */
import type { Values } from '../../src/lib/base/dtype';
import { createRandom } from '../../src/lib/base/random';
import { sizeOf } from '../../src/lib/base/shape';
import { fillCase, type OpCase, type OpCases } from '../../src/lib/kernels/cases';
import { copy } from '../../src/lib/kernels/copy';
import type { Op } from '../../src/lib/kernels/op';
import { openCpuDevice } from '../../src/lib/tensor/cpu-device';
import { createRecording } from '../../src/lib/tensor/recording';

const FULL_CHECK_ELEMENTS = 160;
const STEP = 1e-5;
const DIRECTIONS = 2;

/** An op with its backward recorded behind it: named inputs x and upstream r, outputs y and gradients g. */
async function compileBackward<A>(
  op: Op<A>,
  opCase: OpCase<A>,
  chosen: readonly number[],
  taken: readonly number[],
) {
  const recording = createRecording();
  const inputs = opCase.inputs.map(({ spec }, i) => recording.input(`x${i}`, spec));
  const outputs = recording.record(op, inputs, opCase.attrs);
  const upstream = outputs.map((ref, i) => (taken.includes(i) ? recording.input(`r${i}`, ref.spec) : null));
  const gradients = op.backward!({
    recorder: recording,
    inputs,
    outputs,
    gradients: upstream,
    attrs: opCase.attrs,
    wants: (i) => chosen.includes(i),
  });
  outputs.forEach((ref, i) => recording.output(`y${i}`, ref));
  for (const i of chosen)
    if (gradients[i]) recording.output(`g${i}`, recording.record(copy, [gradients[i]], {})[0]!);
  const program = await openCpuDevice({ precision: 'f64' }).compile(recording);
  const read = [...recording.outputs.keys()];
  const run = (named: Record<string, Values>) =>
    program.run({ inputs: named, scalars: opCase.scalars, read });
  return { run, sizes: outputs.map(({ spec }) => sizeOf(spec.shape)) };
}

const asF64 = (data: Values) => (data instanceof Float32Array ? Float64Array.from(data) : data);

/**
 * Checks op.backward against central differences of Σ r·y in f64: every element of small cases, random
 * directions of large ones. Returns the first disagreement, or undefined.
 */
export async function gradientDifference<A>({ op }: OpCases<A>, opCase: OpCase<A>) {
  const taken = opCase.gradientOutputs ?? [0];
  const chosen =
    opCase.differentiate ?? opCase.inputs.flatMap(({ spec }, i) => (spec.dtype === 'f32' ? [i] : []));
  const { run, sizes } = await compileBackward(op, opCase, chosen, taken);
  const random = createRandom(99);
  const base = fillCase(opCase).map(asF64);
  const weights = sizes.map((size) => Float64Array.from({ length: size }, () => random.normal()));
  const evaluate = (values: readonly Values[]) =>
    run({
      ...Object.fromEntries(values.map((data, i) => [`x${i}`, data])),
      ...Object.fromEntries(taken.map((i) => [`r${i}`, weights[i]!])),
    });
  const objective = async (values: readonly Values[]) => {
    const out = await evaluate(values);
    return taken.reduce((sum, i) => sum + dot(out[`y${i}`]!, weights[i]!), 0);
  };
  const analytic = await evaluate(base);
  for (const i of chosen) {
    const gradient = analytic[`g${i}`];
    if (!gradient) return `input ${i} has no gradient`;
    const step = STEP * Math.max(1, Math.sqrt(dot(base[i]!, base[i]!) / base[i]!.length));
    for (const direction of directions(base[i]!.length, random)) {
      const moved = (sign: number) =>
        base.map((data, k) =>
          k === i ? data.map((x, e) => x + sign * step * direction[e]!) : data,
        ) as Values[];
      const [above, below] = [await objective(moved(1)), await objective(moved(-1))];
      const wrong = disagreement(dot(gradient, direction), above, below, step);
      if (wrong) return `input ${i}: ${wrong}`;
    }
  }
  return undefined;
}

/** Whether a slope differs from the central difference by more than rounding explains. */
function disagreement(exact: number, above: number, below: number, step: number): string | undefined {
  const numeric = (above - below) / (2 * step);
  const scale = Math.max(1, Math.abs(numeric), Math.abs(exact));
  const rounding = (2 ** -50 * (Math.abs(above) + Math.abs(below))) / step;
  if (Math.abs(numeric - exact) <= 2e-5 * scale + rounding) return undefined;
  return `backward says ${exact}, central differences ${numeric}`;
}

const dot = (a: Values, b: Values) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function* directions(size: number, random: ReturnType<typeof createRandom>): Generator<Float64Array> {
  if (size <= FULL_CHECK_ELEMENTS) {
    for (let e = 0; e < size; e++) {
      const unit = new Float64Array(size);
      unit[e] = 1;
      yield unit;
    }
    return;
  }
  for (let n = 0; n < DIRECTIONS; n++) {
    const direction = Float64Array.from({ length: size }, () => random.normal());
    const norm = Math.sqrt(dot(direction, direction));
    yield direction.map((x) => x / norm);
  }
}
