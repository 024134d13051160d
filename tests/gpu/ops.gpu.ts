/** Every op × case on this adapter equals its reference: three runs, then again inside one arena. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpCases } from '../../src/lib/kernels/cases';
import { openWebGpuDevice, type WebGpuDevice } from '../../src/lib/tensor/webgpu-device';
import { difference, expectedOf, runCase } from '../../src/lib/tensor/run-case';

const caseFiles = import.meta.glob<{ default: OpCases<unknown>[] }>('/src/lib/kernels/*/cases.ts', {
  eager: true,
});
let device: WebGpuDevice;
beforeAll(async () => void (device = await openWebGpuDevice(navigator.gpu)));
afterAll(() => {
  expect(device.context.errors).toEqual([]);
  device.dispose();
});

for (const { op, cases } of Object.values(caseFiles).flatMap((file) => file.default))
  describe(op.name, () => {
    for (const opCase of cases)
      it(`${op.name}: ${opCase.name}`, async () => {
        const want = await expectedOf(op, opCase);
        const plain = await runCase(device, op, opCase, { times: 3 });
        const packed = await runCase(device, op, opCase, { arena: true, times: 2 });
        for (const got of [...plain, ...packed])
          expect(difference(want, got, opCase.tolerance)).toBeUndefined();
        expect(difference(plain[0]!, plain[2]!, { absolute: 0, relative: 0 })).toBeUndefined();
      });
  });
