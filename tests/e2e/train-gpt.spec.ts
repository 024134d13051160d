// Lab P2 as a reader uses it: it trains, is killed, goes on identically; a full disk and bad text are explained.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/site';

const LAB = 'labs/06-pretraining/02-train-gpt/';
const words = {
  en: { train: 'Train', pause: 'Pause', go: 'Go on', resume: 'Resume', sample: 'Let it write' },
  'zh-CN': { train: '开始训练', pause: '暂停', go: '继续', resume: '恢复训练', sample: '让它写' },
};

const small = { vocabSize: 256, layers: 1, width: 32, context: 32, batch: 4, learningRate: 0.003, seed: 1 };
const fragment = (state: Record<string, unknown>) =>
  `#v1~${Buffer.from(JSON.stringify({ ...small, ...state })).toString('base64url')}`;

/** Losses by step as the page shows them from now on, and when a checkpoint was last told. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard = { losses: {} as Record<string, string>, savedAtMs: 0, saved: '' };
    Object.assign(window, { heard });
    const look = () => {
      const curve = document.querySelector<HTMLElement>('.curve');
      if (!curve) return;
      const { step, loss, saved } = curve.dataset;
      if (step && loss) heard.losses[step] = loss;
      if (saved && saved !== heard.saved) Object.assign(heard, { saved, savedAtMs: Date.now() });
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}
const heard = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as { heard: { losses: Record<string, string>; savedAtMs: number; saved: string } })
        .heard,
  );
/** A number the curve carries; 0 before there is one. */
const told = async (page: Page, name: string) =>
  Number(
    await page
      .locator('body')
      .evaluate((body, key) => body.querySelector<HTMLElement>('.curve')?.dataset[key] ?? 0, name),
  );
const stepOf = (page: Page) => told(page, 'step');
const savedOf = (page: Page) => told(page, 'saved');

for (const [lang, device] of [
  ['en', 'cpu'],
  ['zh-CN', 'webgpu'],
] as const)
  test(`trains, pauses, goes on and writes, in ${lang} on ${device}`, async ({ page }) => {
    const say = words[lang];
    const corpus = lang === 'en' ? 'tales-en' : 'tales-zh';
    await page.goto(`/${lang}/${LAB}?device=${device}${fragment({ corpus, steps: 5000 })}`);
    await page.getByRole('button', { name: say.train, exact: true }).click();
    await expect.poll(() => stepOf(page), { timeout: 90_000 }).toBeGreaterThan(3);
    await expect(page.locator('.status').first()).toHaveAttribute('data-device', device);
    await page.getByRole('button', { name: say.pause }).click();
    await expect(page.locator('.curve')).toHaveAttribute('data-status', 'ready');
    const paused = await stepOf(page);
    expect(await savedOf(page)).toBe(paused);
    await page.getByRole('button', { name: say.sample }).click();
    await expect(
      page
        .locator('ol li')
        .filter({ has: page.locator('span') })
        .first(),
    ).toBeVisible();
    await page.getByRole('button', { name: say.go, exact: true }).click();
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(paused);
    await page.getByRole('button', { name: say.pause }).click();
    await expect(page.locator('.curve')).toHaveAttribute('data-status', 'ready');
    await expectAccessible(page);
  });

test('killed mid-run, it resumes from a fresh checkpoint and repeats the lost steps exactly', async ({
  startBrowser,
  baseURL,
}) => {
  const url = `${baseURL}/en/${LAB}?device=cpu`;
  const first = await startBrowser();
  await first.page.goto(url + fragment({ corpus: 'tales-en', steps: 20000 }));
  await listen(first.page);
  await first.page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(async () => (await heard(first.page)).saved, { timeout: 60_000 }).not.toBe('');
  const saved = await savedOf(first.page);
  await expect.poll(() => stepOf(first.page), { timeout: 30_000 }).toBeGreaterThan(saved + 5);
  const before = await heard(first.page);
  expect(Date.now() - before.savedAtMs, 'age of the last checkpoint, ms').toBeLessThan(10_000);
  await first.kill();

  const second = await startBrowser();
  await second.page.goto(url);
  await listen(second.page);
  await second.page.getByRole('button', { name: 'Resume' }).click();
  const last = Math.max(...Object.keys(before.losses).map(Number));
  await expect.poll(() => stepOf(second.page), { timeout: 90_000 }).toBeGreaterThan(last);
  const after = await heard(second.page);
  const lost = Object.keys(before.losses).filter(
    (step) => Number(step) > Number(before.saved) && after.losses[step] !== undefined,
  );
  expect(lost.length).toBeGreaterThan(0);
  for (const step of lost) expect(after.losses[step], `loss of step ${step}`).toBe(before.losses[step]);
});

test('a full disk stops no training and loses nothing', async ({ page, context, baseURL, findings }) => {
  findings.allowConsole(/quota/i);
  await page.goto(`/en/${LAB}?device=cpu${fragment({ corpus: 'tales-en', steps: 20000 })}`);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => savedOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(baseURL!);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await expect(page.getByText('The last checkpoint could not be written.')).toBeVisible({ timeout: 30_000 });
  const step = await stepOf(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
});

test('empty, short and broken text are explained', async ({ page }) => {
  await page.goto(`/en/${LAB}?device=cpu${fragment({ corpus: 'text', steps: 100 })}`);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await train.click();
  await expect(page.getByText('There is no text to compute on.')).toBeVisible({ timeout: 30_000 });
  const text = page.getByLabel('Your text', { exact: true });
  await text.fill('too short');
  await train.click();
  await expect(page.getByText('The text is too short to learn from.')).toBeVisible();
  await text.evaluate((field: HTMLTextAreaElement) => {
    field.value = 'half a character \ud83d here';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await train.click();
  await expect(page.getByText('The text holds half a character.')).toBeVisible();
});

test('without WebGPU it trains on the CPU device and says why @no-webgpu', async ({ page }) => {
  await page.goto(`/en/${LAB}${fragment({ corpus: 'tales-en', steps: 20000 })}`);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(2);
  await expect(page.locator('.status').first()).toHaveAttribute('data-device', 'cpu');
});
