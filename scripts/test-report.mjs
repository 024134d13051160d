// Reads what the test runners wrote and turns each step of `npm test` into counts. Pure, so that it is tested.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts of a Vitest JSON report. A file that could not even be loaded has no cases: it counts as one failure.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed++;
      else if (status === 'failed') failedHere++;
      else counts.skipped++;
    }
    if (file.status === 'failed' && failedHere === 0) failedHere = 1;
    counts.failed += failedHere;
  }
  return counts;
}

/**
 * Counts of a Playwright JSON report. A flaky test is a failed one: it failed.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0);
  return { passed: stats.expected, failed, skipped: stats.skipped };
}

/**
 * What a step counts for: its cases, or one for the step itself; a step that failed never counts as passed.
 * @param {{ ok: boolean, cases?: Counts, counts: 'cases' | 'step' }} step cases is absent when no report was written
 * @returns {Counts}
 */
export function countStep({ ok, cases, counts }) {
  if (counts === 'step') return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (!cases) return { passed: 0, failed: 1, skipped: 0 };
  if (!ok && cases.failed === 0) return { ...cases, failed: 1 };
  if (ok && cases.passed === 0) return { ...cases, failed: cases.failed + 1 };
  return cases;
}

/** @param {Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Counts} counts @returns {string} the line that `npm test` ends with */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
