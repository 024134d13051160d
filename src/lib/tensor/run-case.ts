/** Runs one op × case on a device and compares: what the tests and the parity receipt share. */
import type { Values } from '../base/dtype';
import { sizeOf } from '../base/shape';
import { DEFAULT_TOLERANCE, fillCase, type OpCase, type Tolerance } from '../kernels/cases';
import { copy } from '../kernels/copy';
import { fill } from '../kernels/fill';
import type { Op } from '../kernels/op';
import { openCpuDevice } from './cpu-device';
import type { Device } from './device';
import { createRecording } from './recording';

/** Everything a case may differ in: outputs, then inputs the op writes in place. */
export type CaseResult = Record<string, Values>;

export interface CaseRun {
  /** Inputs and outputs all inside one arena that held garbage before. */
  readonly arena?: boolean;
  readonly times?: number;
  readonly values?: readonly Values[];
}

/** Runs a case `times` over on one compiled program; each run starts from the same inputs. */
export async function runCase<A>(device: Device, op: Op<A>, opCase: OpCase<A>, run: CaseRun = {}) {
  const recording = createRecording();
  const inputs = opCase.inputs.map(({ spec }, i) => recording.input(`x${i}`, spec));
  const total = opCase.inputs.reduce((sum, { spec }) => sum + sizeOf(spec.shape), 0);
  if (run.arena) recording.record(fill, [], { shape: [Math.min(total * 4 + 4096, 1 << 22)], value: 7e29 });
  const args = run.arena ? inputs.map((ref) => recording.record(copy, [ref], {})[0]!) : inputs;
  const outputs = recording.record(op, args, opCase.attrs);
  outputs.forEach((ref, i) =>
    recording.output(`y${i}`, run.arena ? recording.record(copy, [ref], {})[0]! : ref),
  );
  for (const i of op.mutates ?? []) recording.output(`x${i}`, recording.record(copy, [args[i]!], {})[0]!);
  const program = await device.compile(recording);
  const values = run.values ?? fillCase(opCase);
  const results: CaseResult[] = [];
  for (let n = 0; n < (run.times ?? 1); n++)
    results.push(
      await program.run({
        inputs: Object.fromEntries(values.map((data, i) => [`x${i}`, data])),
        scalars: opCase.scalars,
        read: [...recording.outputs.keys()],
      }),
    );
  program.dispose();
  return results;
}

/** The first disagreement beyond the tolerance, as a sentence; undefined when all agree. */
export function difference(want: CaseResult, got: CaseResult, tolerance: Tolerance = DEFAULT_TOLERANCE) {
  for (const name of Object.keys(want)) {
    const a = want[name]!;
    const b = got[name]!;
    if (a.length !== b.length) return `${name}: ${a.length} values expected, ${b.length} found`;
    const exact = a instanceof Uint32Array || a instanceof Int32Array;
    for (let i = 0; i < a.length; i++) {
      const allowed = exact ? 0 : tolerance.absolute + tolerance.relative * Math.abs(a[i]!);
      if (!(Math.abs(a[i]! - b[i]!) <= allowed))
        return `${name}[${i}]: expected ${a[i]}, got ${b[i]} (allowed ±${allowed})`;
    }
  }
  return undefined;
}

/** The references' result of a case, on the CPU device. */
export const expectedOf = async <A>(op: Op<A>, opCase: OpCase<A>): Promise<CaseResult> =>
  (await runCase(openCpuDevice(), op, opCase))[0]!;
