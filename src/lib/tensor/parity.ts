/**
 * The parity receipt: small known-answer cases of the ops, run on this device and on the references before a
 * lab trusts it. Quantised WebGPU output has been silently wrong in shipping libraries; ours is checked here.
 */
import { difference, expectedOf, runCase } from './run-case';
import type { OpCases } from '../kernels/cases';
import type { Device } from './device';

export interface ParityReceipt {
  readonly passed: boolean;
  readonly cases: number;
  /** `op, case: what differed`, one for each failure. */
  readonly failed: readonly string[];
  readonly elapsedMs: number;
}

const CASE_FILES = import.meta.glob<{ default: OpCases<unknown>[] }>('../kernels/*/cases.ts');

/** @param only names of the ops to check; all with receipt cases when absent. */
export async function checkParity(device: Device, only?: ReadonlySet<string>): Promise<ParityReceipt> {
  const started = performance.now();
  const failed: string[] = [];
  let cases = 0;
  const files = await Promise.all(Object.values(CASE_FILES).map((load) => load()));
  const wanted = files
    .flatMap((file) => file.default)
    .filter(({ op }) => !only || only.has(op.name))
    .flatMap(({ op, cases: all }) => all.filter(({ receipt }) => receipt).map((opCase) => ({ op, opCase })));
  await Promise.all(
    wanted.map(async ({ op, opCase }) => {
      cases++;
      try {
        const [[got], want] = await Promise.all([runCase(device, op, opCase), expectedOf(op, opCase)]);
        const wrong = difference(want, got!, opCase.tolerance);
        if (wrong) failed.push(`${op.name}, ${opCase.name}: ${wrong}`);
      } catch (error) {
        failed.push(`${op.name}, ${opCase.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
  return { passed: failed.length === 0, cases, failed, elapsedMs: performance.now() - started };
}
