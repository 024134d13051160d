// Lab Q1 as a reader uses it: both precisions answer, the numbers are the CLI's, bad input is explained.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/site';

const LAB = 'labs/08-compression/01-int4-vs-fp16/';
const words = {
  en: { run: 'Run both', measure: 'Measure', text: 'Text', own: 'Your text', prompt: 'Prompt' },
  'zh-CN': { run: '同时生成', measure: '开始测量', text: '文本', own: '你的文本', prompt: '提示词' },
};

const number = async (page: Page, name: string, scope = 'td') =>
  Number(await page.locator(`${scope}[data-${name}]`).getAttribute(`data-${name}`));

/** The page and the command line on one text, to be equal to 1e-3. */
function askCli(text: string): Record<string, number> {
  const file = join(mkdtempSync(join(tmpdir(), 'glassbox-')), 'text.txt');
  writeFileSync(file, text);
  const settings = ['--a', 'f16', '--b', 'int4', '--group', '32', '--json'];
  const args = ['scripts/run-ts.mjs', 'tools/cli.ts', 'compare', '--model', 'static/models/pocket'];
  return JSON.parse(
    execFileSync('node', [...args, '--file', file, ...settings], { encoding: 'utf8' }),
  ) as Record<string, number>;
}

for (const [lang, device] of [
  ['en', 'webgpu'],
  ['zh-CN', 'cpu'],
] as const)
  test(`duel, strip and measures in ${lang} on ${device}`, async ({ page }) => {
    const say = words[lang];
    await page.goto(`/${lang}/${LAB}?device=${device}`);
    await page.getByRole('button', { name: say.run }).click();
    await expect(page.locator('.verdict')).toBeVisible({ timeout: 90_000 });
    await expect(page.locator('[data-side="fp16"] [data-bytes]')).toBeVisible();
    await expect(page.locator('.said[data-kl]')).toBeAttached({ timeout: 60_000 });
    await expect(page.locator('.status').first()).toHaveAttribute('data-device', device);
    expect(await number(page, 'per-weight', '[data-side="other"] dd')).toBeLessThanOrEqual(0.57);
    expect(await number(page, 'per-weight', '[data-side="fp16"] dd')).toBe(2);

    const text = readFileSync('static/models/pocket/heldout.txt', 'utf8').slice(0, 700);
    await page.getByLabel(say.text, { exact: true }).selectOption('own');
    await page.getByLabel(say.own, { exact: true }).fill(text);
    await page.getByRole('button', { name: say.measure }).click();
    await expect(page.locator('td[data-ratio]')).toBeVisible({ timeout: 90_000 });
    const told = askCli(text);
    expect(await number(page, 'kl')).toBeCloseTo(told['kl']!, 3);
    expect(await number(page, 'agreement')).toBeCloseTo(told['agreement']!, 3);
    expect(await number(page, 'ratio')).toBeCloseTo(told['perplexityB']! / told['perplexityA']!, 3);
    await expectAccessible(page);
  });

test('a link brings back the settings; any other fragment gives the defaults and says so', async ({
  page,
}) => {
  const state = {
    prompt: 'Tom has the key.',
    precision: 'int8',
    group: 64,
    tokens: 5,
    temperature: 0,
    seed: 3,
  };
  const fragment = `v1~${Buffer.from(JSON.stringify(state)).toString('base64url')}`;
  await page.goto(`/en/${LAB}?device=cpu#${fragment}`);
  await expect(page.getByLabel('Prompt', { exact: true })).toHaveValue(state.prompt);
  await expect(page.getByRole('radio', { name: 'INT8', exact: true })).toBeChecked();
  await page.goto(`/en/${LAB}?device=cpu#v1~not-a-state`);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'INT4', exact: true })).toBeChecked();
});

test('empty, broken and endless text are explained and nothing is lost', async ({ page }) => {
  await page.goto(`/en/${LAB}?device=cpu`);
  // Enabled is awake: what is chosen before that is the browser's alone.
  await expect(page.getByRole('button', { name: 'Measure' })).toBeEnabled();
  await page.getByLabel('Text', { exact: true }).selectOption('own');
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByText('There is no text to compute on.')).toBeVisible({ timeout: 30_000 });
  const prompt = page.getByLabel('Prompt', { exact: true });
  await prompt.fill('half a character: ');
  await prompt.evaluate((field: HTMLTextAreaElement) => {
    field.value += '\ud83d';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.getByRole('button', { name: 'Run both' }).click();
  await expect(page.getByText('The text holds half a character.')).toBeVisible();
  await prompt.fill('The lamp is in the garden. '.repeat(4000));
  await page.getByRole('button', { name: 'Run both' }).click();
  await expect(page.getByText('The text is too long.')).toBeVisible();
  await expect(prompt).toHaveValue(/^The lamp is in the garden\./);
});

test('without WebGPU the lab works on the CPU device and says why @no-webgpu', async ({ page }) => {
  await page.goto(`/en/${LAB}`);
  await page.getByRole('button', { name: 'Run both' }).click();
  await expect(page.locator('.verdict')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.status').first()).toHaveAttribute('data-device', 'cpu');
  await expect(page.locator('.status').first()).toContainText(/graphics adapter|WebGPU/);
});
