/** Every op: listed, documented by cases, runs on the CPU device, and its gradient is right. */
import { describe, expect, it } from 'vitest';
import * as ops from '../src/lib/kernels';
import type { OpCases } from '../src/lib/kernels/cases';
import type { Op } from '../src/lib/kernels/op';
import { openCpuDevice } from '../src/lib/tensor/cpu-device';
import { difference, runCase } from '../src/lib/tensor/run-case';
import { gradientDifference } from './support/op-check';

const folders = import.meta.glob<Record<string, unknown>>('/src/lib/kernels/*/index.ts', { eager: true });
const caseFiles = import.meta.glob<{ default: OpCases<unknown>[] }>('/src/lib/kernels/*/cases.ts', {
  eager: true,
});
const all = Object.values(caseFiles).flatMap((file) => file.default);
const isOp = (value: unknown): value is Op<unknown> =>
  typeof value === 'object' && value !== null && 'infer' in value && 'reference' in value;

describe('the list of ops', () => {
  it('has every folder, and every op has cases', () => {
    const listed = new Set(Object.values(ops).filter(isOp));
    const withCases = new Set(all.map(({ op }) => op.name));
    const missing: string[] = [];
    for (const [path, exports] of Object.entries(folders))
      for (const op of Object.values(exports).filter(isOp)) {
        if (!listed.has(op)) missing.push(`${path}: ${op.name} is not in kernels/index.ts`);
        if (!withCases.has(op.name)) missing.push(`${path}: ${op.name} has no cases`);
      }
    expect(missing).toEqual([]);
    const names = [...listed].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

for (const { op, cases } of all)
  describe(op.name, () => {
    for (const opCase of cases) {
      it(`runs on the CPU device: ${opCase.name}`, async () => {
        const device = openCpuDevice();
        const [plain, again] = await runCase(device, op, opCase, { times: 2 });
        const [packed] = await runCase(device, op, opCase, { arena: true });
        expect(difference(plain!, again!, { absolute: 0, relative: 0 })).toBeUndefined();
        expect(difference(plain!, packed!, { absolute: 0, relative: 0 })).toBeUndefined();
        for (const values of Object.values(plain!)) expect(values.every(Number.isFinite)).toBe(true);
      });
      if (op.backward && opCase.gradient !== false)
        it(`has the gradient of central differences: ${opCase.name}`, async () => {
          expect(await gradientDifference({ op, cases }, opCase)).toBeUndefined();
        });
    }
  });
