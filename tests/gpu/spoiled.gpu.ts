// Test of the tests: kernels spoiled on purpose must be caught by the very comparison that ops.gpu.ts makes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpCase, OpCases } from '../../src/lib/kernels/cases';
import type { Op } from '../../src/lib/kernels/op';
import { difference, expectedOf, runCase, type CaseRun } from '../../src/lib/tensor/run-case';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import { SPOILS, type Spoil } from '../support/spoils';

const caseFiles = import.meta.glob<{ default: OpCases<unknown>[] }>('/src/lib/kernels/*/cases.ts', {
  eager: true,
});
const all = Object.values(caseFiles).flatMap((file) => file.default);

let device: WebGpuDevice;
beforeAll(async () => void (device = await openWebGpuDevice(navigator.gpu)));
afterAll(() => {
  // Spoiled kernels compute wrongly; they must still be valid.
  expect(device.context.errors).toEqual([]);
  device.dispose();
});

/** The op with its kernels' text changed, and which changes were made so far. */
function spoil(op: Op<unknown>, { changes }: Spoil): { op: Op<unknown>; made: Set<string> } {
  const made = new Set<string>();
  const kernels: Op<unknown>['kernels'] = (context) =>
    op.kernels(context).map((call) => {
      let { code } = call;
      for (const [from, to] of changes) {
        const changed = code.replace(from, () => to);
        if (changed !== code) made.add(from);
        code = changed;
      }
      return { ...call, code };
    });
  return { op: { ...op, kernels }, made };
}

async function disagreement(op: Op<unknown>, opCase: OpCase<unknown>, run: CaseRun) {
  const [[got], want] = await Promise.all([runCase(device, op, opCase, run), expectedOf(op, opCase)]);
  return difference(want, got!, opCase.tolerance);
}

for (const fault of SPOILS)
  it(`${fault.op}: ${fault.what}`, { timeout: 120_000 }, async () => {
    const { op, cases } = all.find(({ op: { name } }) => name === fault.op)!;
    const opCase = cases.find(({ name }) => name === fault.shownBy)!;
    const spoiled = spoil(op, fault);
    const run: CaseRun = fault.arena ? { arena: true } : {};
    const found = await disagreement(spoiled.op, opCase, run);
    const wanted = fault.changes.map(([from]) => from).sort();
    expect([...spoiled.made].sort(), 'every change must have been made').toEqual(wanted);
    expect(found, 'the suite would not notice').toBeDefined();
    // The same case, unspoiled, agrees: what was caught is the fault.
    expect(await disagreement(op, opCase, run)).toBeUndefined();
  });
