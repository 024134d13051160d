// The shell of the site: first screen on both devices, language, theme, settings, the page for what is not there.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/site';

/** The first screen once it shows a result. */
async function openFirstScreen(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('.light')).toHaveAttribute('data-state', 'shown', { timeout: 100_000 });
}

for (const device of ['cpu', 'webgpu'] as const) {
  test(`first screen: computed on ${device}, and again for the visitor's own sentence`, async ({ page }) => {
    await openFirstScreen(page, `/en/?device=${device}`);
    await expect(page.locator('.light [data-device]')).toHaveAttribute('data-device', device);
    await expect(page.locator('.light')).toContainText(/computed on .+ in [\d.]+ (ms|s)/);
    const bars = page.locator('.next li');
    const before = await bars.allInnerTexts();
    expect(before.length).toBeGreaterThan(3);
    await page.getByLabel('Your sentence').fill('Omar picked up the');
    await expect(page.locator('.tokens')).toContainText('picked');
    await expect(page.locator('.tokens')).not.toContainText('lamp');
    await expect.poll(() => bars.allInnerTexts()).not.toEqual(before);
    await expectAccessible(page);
  });
}

test('first screen: bad input is explained and the last result stays', async ({ page }) => {
  await openFirstScreen(page, '/zh-CN/?device=cpu');
  const sentence = page.getByLabel('你的句子');
  await sentence.fill('');
  await expect(page.locator('[data-error=text-empty]')).toContainText('输入一个词或一句话');
  await expect(page.locator('.tokens')).toBeVisible();
  await sentence.fill('a'.repeat(100_000));
  await expect(page.locator('[data-error=text-too-long]')).toBeVisible();
  await sentence.fill('书在哪里');
  await expect(page.locator('[data-error]')).toHaveCount(0);
  await expect(page.locator('.tokens')).toContainText('书');
});

test('first screen: without WebGPU the CPU computes and the page says why @no-webgpu', async ({ page }) => {
  await openFirstScreen(page, '/zh-CN/');
  const status = page.locator('.light [data-device]');
  await expect(status).toHaveAttribute('data-device', 'cpu');
  await expect(status).toContainText(/没有 WebGPU|没有找到可用的图形适配器/);
});

test('the other language: same page, query and fragment kept, choice remembered', async ({
  page,
  baseURL,
}) => {
  await page.goto('/en/settings/?device=cpu#x');
  await expect(page.getByRole('button', { name: 'Export everything' })).toBeEnabled();
  await page.getByRole('navigation').getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(`${baseURL}/zh-CN/settings/?device=cpu#x`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('设置');
  await page.goto('/');
  await expect(page).toHaveURL(`${baseURL}/zh-CN/`);
});

test('theme: chosen once, there before any script of the app', async ({ page, findings }) => {
  findings.allowConsole(/ERR_FAILED|Failed to fetch/); // the scripts that this test blocks
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/en/');
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const pale = await ground();
  await expect(page.locator('[data-state=shown]')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect.poll(ground).not.toBe(pale);
  const dark = await ground();
  await page.route('**/_app/**/*.js', (route) => route.abort());
  await page.goto('/zh-CN/', { waitUntil: 'domcontentloaded' });
  expect(await ground()).toBe(dark);
});

test('settings: the device report tells what the browser tells', async ({ page }) => {
  await page.goto('/en/settings/');
  // Starting the browser's GPU process takes its time on a busy machine.
  await expect(page.locator('[data-webgpu]')).toHaveAttribute('data-webgpu', 'yes', { timeout: 60_000 });
  const architecture = await page.evaluate(
    async () => (await navigator.gpu.requestAdapter())?.info.architecture ?? '',
  );
  await expect(page.locator('[data-webgpu]')).toContainText(architecture);
  await page.getByText(/^Limits/).click();
  await expect(page.getByText('maxComputeWorkgroupStorageSize')).toBeVisible();
});

test('settings: without an adapter the report says what to do @no-webgpu', async ({ page }) => {
  await page.goto('/en/settings/');
  await expect(page.locator('[data-webgpu]')).not.toHaveAttribute('data-webgpu', 'yes');
  await expect(page.locator('.trouble')).toContainText('CPU device');
});

test('settings: export, erase, import gives the same back', async ({ page }) => {
  await page.goto('/en/settings/');
  // Enabled is awake: what is chosen before that is the browser's alone.
  await expect(page.getByRole('button', { name: 'Export everything' })).toBeEnabled();
  await page.getByRole('radio', { name: 'CPU' }).check({ force: true });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const file = await (await saved).path();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('button', { name: 'Erase without export' }).click();
  await expect(page.getByText('Everything is erased.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Automatic' }).last()).toBeChecked();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText(/^Imported: /)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'CPU' })).toBeChecked();
  await page.locator('input[type=file]').setInputFiles({
    name: 'holiday.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('this is no archive'),
  });
  await expect(page.locator('[data-error^=file-]')).toBeVisible();
});

test('what is not there: status 404 and words in both languages', async ({ page, findings }) => {
  findings.allowConsole(/status of 404/);
  const response = await page.goto('/en/labs/05-transformer/99-nothing/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('There is no such page');
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('没有这个页面');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'To the home page' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('keyboard: the first stop is the way past the header', async ({ page }) => {
  await page.goto('/en/settings/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(
    true,
  );
});
