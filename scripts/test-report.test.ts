// The counting behind `npm test`: nothing that failed may come out as passed.
import { describe, expect, it } from 'vitest';
import { countPlaywright, countStep, countVitest, sumCounts, summaryLine } from './test-report.mjs';

describe('countVitest', () => {
  it('counts cases, and a file that did not load as one failure', () => {
    const report = {
      testResults: [
        {
          status: 'passed',
          assertionResults: [{ status: 'passed' }, { status: 'pending' }, { status: 'todo' }],
        },
        { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 2, skipped: 2 });
  });
});

describe('countPlaywright', () => {
  it('counts a flaky test as failed, and an error outside the tests as one failure', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 2, skipped: 2 });
    const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countPlaywright({ stats: none, errors: ['no server'] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('countStep', () => {
  const cases = { passed: 5, failed: 0, skipped: 0 };
  it.each([
    ['a lint step that passed', { ok: true, counts: 'step' as const }, { passed: 1, failed: 0, skipped: 0 }],
    ['a lint step that failed', { ok: false, counts: 'step' as const }, { passed: 0, failed: 1, skipped: 0 }],
    ['cases', { ok: true, counts: 'cases' as const, cases }, cases],
    [
      'a run that wrote no report',
      { ok: true, counts: 'cases' as const },
      { passed: 0, failed: 1, skipped: 0 },
    ],
    [
      'a bad exit without a bad case',
      { ok: false, counts: 'cases' as const, cases },
      { ...cases, failed: 1 },
    ],
    [
      'a run that found no test',
      { ok: true, counts: 'cases' as const, cases: { ...cases, passed: 0 } },
      { passed: 0, failed: 1, skipped: 0 },
    ],
  ])('counts %s', (_what, step, expected) => {
    expect(countStep(step)).toEqual(expected);
  });
});

it('ends with one line', () => {
  const sum = sumCounts([
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(summaryLine(sum)).toBe('5 passed, 1 failed');
  expect(summaryLine({ ...sum, skipped: 4 })).toBe('5 passed, 1 failed, 4 skipped');
});
