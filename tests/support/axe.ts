// Accessibility: axe-core, injected by hand, in light and in dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeNode = { target: unknown[]; failureSummary?: string };
type AxeResults = { violations: { id: string; help: string; nodes: AxeNode[] }[] };
declare const axe: { run(options: { resultTypes: string[] }): Promise<AxeResults> };

/** @returns one line for each violation on the page as it stands */
export async function axeViolations(page: Page): Promise<string[]> {
  // evaluate, unlike a script tag, is not stopped by the page's own policy.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

/** Expects (softly: a test goes on and tells all) no violation with the light and with the dark colours; leaves the page light. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The figures hear of it in the next frame, and under reduced motion every property takes one more to change.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
    });
    expect.soft(await axeViolations(page), `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
}
