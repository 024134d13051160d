// N2, the tokeniser forge, as a reader uses it: step and step back, compare, save and open, bad input, tomorrow.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { get_encoding } from 'tiktoken';
import { expect, expectAccessible, test } from '../support/site';

const PATH = 'labs/04-nlp/02-tokenizer-forge/';
const names = {
  en: {
    text: 'Text to learn from',
    next: 'Next step',
    previous: 'Previous step',
    run: 'Run to this size',
    jump: 'Merges shown',
    size: 'Vocabulary',
    all: 'Tokenise with all',
    save: 'Save tokenizer.json',
    part: /1\/3 黑/,
    noGpu: 'needs no GPU',
  },
  'zh-CN': {
    text: '训练文本',
    next: '下一步',
    previous: '上一步',
    run: '训练到这个大小',
    jump: '显示到第几次合并',
    size: '词表大小',
    all: '全部切分一遍',
    save: '保存 tokenizer.json',
    part: /1\/3 黑/,
    noGpu: '不需要 GPU',
  },
} as const;
type Lang = keyof typeof names;

const bench = (page: Page) => page.locator('.bench');
const tokens = async (page: Page) => Number(await bench(page).getAttribute('data-tokens'));
const strip = (page: Page) => bench(page).getByRole('listbox');

async function open(page: Page, lang: Lang, device: 'webgpu' | 'cpu' = 'cpu'): Promise<void> {
  await page.goto(`/${lang}/${PATH}?device=${device}`);
  await expect(bench(page)).toHaveAttribute('data-at', '0', { timeout: 60_000 });
}
const type = (page: Page, lang: Lang, text: string) =>
  page.getByRole('textbox', { name: names[lang].text }).fill(text);

for (const [lang, device] of [
  ['en', 'webgpu'],
  ['zh-CN', 'cpu'],
  ['zh-CN', 'webgpu'],
  ['en', 'cpu'],
] as const) {
  test(`steps forward and back in ${lang}; a lab without need of a GPU with device=${device}`, async ({
    page,
  }) => {
    const n = names[lang];
    await open(page, lang, device);
    await expect(page.locator('.status[data-device]').first()).toHaveAttribute('data-device', 'cpu');
    await expect(page.getByText(n.noGpu)).toBeVisible();
    await expect(strip(page)).toContainText(n.part);
    const start = { tokens: await tokens(page), strip: await strip(page).innerText() };
    await page.getByRole('button', { name: n.next }).click();
    await expect(bench(page)).toHaveAttribute('data-at', '1');
    const merged = await tokens(page);
    expect(merged).toBeLessThan(start.tokens);
    await expect(page.locator('.bench .caption')).toContainText(`256`);
    await expect(page.locator('.bench .caption')).toContainText(String(start.tokens - merged));
    await page.getByRole('button', { name: n.previous }).click();
    await expect(bench(page)).toHaveAttribute('data-at', '0');
    expect(await tokens(page)).toBe(start.tokens);
    expect(await strip(page).innerText()).toBe(start.strip);
    await page.getByLabel(n.size, { exact: true }).fill('280');
    await page.getByRole('button', { name: n.run }).click();
    await expect(bench(page)).toHaveAttribute('data-at', '24');
    await page.getByLabel(n.jump, { exact: true }).fill('7');
    await page.getByLabel(n.jump, { exact: true }).blur();
    await expect(bench(page)).toHaveAttribute('data-at', '7');
    expect(await page.locator('body').innerText()).not.toContain('\ufffd');
  });
}

test('the page as a whole is accessible, with tree and comparison open', async ({ page }) => {
  await open(page, 'zh-CN');
  await page.getByRole('button', { name: names['zh-CN'].run }).click();
  await expect(bench(page)).not.toHaveAttribute('data-at', '0');
  await page.locator('[role=listbox]').nth(1).locator('[role=option]').last().click();
  await expect(page.locator('[data-token] .node.byte').first()).toBeVisible();
  await page.getByRole('button', { name: names['zh-CN'].all }).click();
  await expect(page.locator('[data-contestant=o200k]')).toHaveAttribute('data-tokens', /\d+/, {
    timeout: 60_000,
  });
  await expectAccessible(page);
});

test('the comparison counts what tiktoken counts, on a text typed in and on the example', async ({
  page,
  findings,
}) => {
  await open(page, 'en');
  const text = 'lower lower lowest. 黑猫在黑夜里，黑夜里有黑猫。';
  await type(page, 'en', text);
  await expect(bench(page)).toHaveAttribute('data-tokens', String(Buffer.byteLength(text)));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('button', { name: names.en.all }).click();
  for (const [key, encoding] of [
    ['cl100k', 'cl100k_base'],
    ['o200k', 'o200k_base'],
  ] as const) {
    const expected = get_encoding(encoding).encode(text, [], []).length;
    const card = page.locator(`[data-contestant=${key}]`);
    await expect(card).toHaveAttribute('data-tokens', String(expected), { timeout: 60_000 });
    await expect(card).toContainText('decodes to the very text');
  }
  await expect(page.locator('[data-contestant=own]')).toHaveAttribute(
    'data-tokens',
    String(Buffer.byteLength(text)),
  );
  await expect(page.locator('[data-contestant=pocket]')).toHaveAttribute('data-tokens', /\d+/);
  expect(findings.foreign).toEqual([]);
  expect(asked.length).toBeGreaterThan(0);
});

test('saved and opened again it is the same tokeniser; a broken file is explained in Chinese', async ({
  page,
}) => {
  await open(page, 'zh-CN');
  await page.getByRole('button', { name: names['zh-CN'].run }).click();
  await expect(bench(page)).not.toHaveAttribute('data-at', '0');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: names['zh-CN'].save }).click();
  const path = await (await waiting).path();
  const json = JSON.parse(readFileSync(path, 'utf8')) as { model: { type: string; merges: unknown[] } };
  expect(json.model.type).toBe('BPE');
  const input = page.locator('input[type=file][accept*=json]');
  await input.setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"model":'),
  });
  await expect(page.locator('[data-error=file-malformed]')).toContainText('文件 broken.json 无法读取');
  await input.setInputFiles(path);
  await expect(page.locator('[data-imported]')).toHaveAttribute(
    'data-imported',
    String(256 + json.model.merges.length),
  );
  await page.getByRole('button', { name: names['zh-CN'].all }).click();
  const own = page.locator('[data-contestant=own]');
  await expect(own).toHaveAttribute('data-tokens', String(await tokens(page)), { timeout: 60_000 });
  await expect(page.locator('[data-contestant=imported]')).toHaveAttribute(
    'data-tokens',
    String(await tokens(page)),
  );
});

test('empty text teaches, half a character is found, too much is refused; the last result stays', async ({
  page,
}) => {
  await open(page, 'zh-CN');
  const before = await tokens(page);
  await type(page, 'zh-CN', '');
  await expect(page.getByText('至少出现两次')).toBeVisible();
  await page.getByRole('textbox', { name: '训练文本' }).evaluate((area: HTMLTextAreaElement) => {
    area.value = 'ab' + String.fromCharCode(0xd83d) + 'c';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.getByText('第 2 个位置')).toContainText('U+D83D');
  await type(page, 'zh-CN', '黑'.repeat(350_000));
  await expect(page.getByText('最多接受 1 MB')).toBeVisible();
  expect(await tokens(page)).toBe(before);
  await type(page, 'zh-CN', '黑黑');
  await expect(bench(page)).toHaveAttribute('data-tokens', '6');
});

test('100 kB: trained in the worker, the page stays awake, pages turn, stepping works', async ({ page }) => {
  await open(page, 'en');
  let text = '';
  for (let i = 0; text.length < 100_000; i++) text += `${(i * 7919) % 1000} black cats; 黑猫${i}在垫子上。\n`;
  // Set, not typed: how long a browser takes to type 100 kB into a field is not ours to test.
  await page.getByRole('textbox', { name: names.en.text }).evaluate((area: HTMLTextAreaElement, value) => {
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
  const size = Buffer.byteLength(text);
  await expect(bench(page)).toHaveAttribute('data-tokens', String(size), { timeout: 60_000 });
  // A beat every frame: the longest silence is how long the page slept.
  await page.evaluate(() => {
    const awake = { longestMs: 0, last: performance.now() };
    Object.assign(window, { awake });
    const beat = (now: number) => {
      awake.longestMs = Math.max(awake.longestMs, now - awake.last);
      awake.last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  await page.getByLabel(names.en.size, { exact: true }).fill('1024');
  await page.getByRole('button', { name: names.en.run }).click();
  await expect(bench(page)).toHaveAttribute('data-at', /^[1-9]\d+$/, { timeout: 60_000 });
  expect(await tokens(page)).toBeLessThan(size / 2);
  await page.getByRole('button', { name: 'Later' }).first().click();
  await expect(bench(page)).toContainText(/Tokens 601–1.200/);
  const at = Number(await bench(page).getAttribute('data-at'));
  await page.getByRole('button', { name: names.en.previous }).click();
  await expect(bench(page)).toHaveAttribute('data-at', String(at - 1));
  await expect(bench(page)).toContainText(/Tokens 1–600/);
  const longestMs = await page.evaluate(
    () => (window as unknown as { awake: { longestMs: number } }).awake.longestMs,
  );
  // Training takes far longer than this on two busy cores; were it on the page's thread, the page would sleep so long.
  expect(longestMs).toBeLessThan(1000);
});

test('a link carries text and step; without one, tomorrow finds the last text', async ({ page, context }) => {
  await open(page, 'en');
  await type(page, 'en', 'tomato tomato tomato');
  await expect(bench(page)).toHaveAttribute('data-tokens', '20');
  await expect(page).toHaveURL(/#v1/);
  const before = page.url();
  await page.getByRole('button', { name: names.en.next }).click();
  await expect(bench(page)).toHaveAttribute('data-at', '1');
  await expect.poll(() => page.url(), { message: 'the step reaches the address' }).not.toBe(before);
  const shown = await strip(page).innerText();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(bench(other)).toHaveAttribute('data-at', '1');
  expect(await strip(other).innerText()).toBe(shown);
  await other.goto(`/zh-CN/${PATH}`);
  await expect(other.getByRole('textbox', { name: '训练文本' })).toHaveValue('tomato tomato tomato');
  await expect(bench(other)).toHaveAttribute('data-at', '1');
});

test('exercises: the pair a reader works out by hand is accepted, another is told why not', async ({
  page,
}) => {
  await open(page, 'en');
  const card = page.locator('[data-exercise=bytes-of-text]');
  const shown = await card.locator('code').innerText();
  await card.locator('input').fill('1');
  await card.getByRole('button', { name: 'Check' }).click();
  await expect(card.locator('[data-passed=false]')).toContainText('Too low');
  await card.locator('input').fill(String(Buffer.byteLength(shown)));
  await card.getByRole('button', { name: 'Check' }).click();
  await expect(card.locator('[data-passed=true]')).toBeVisible();
});

test('without WebGPU the forge works as ever and says that it needs none @no-webgpu', async ({ page }) => {
  await open(page, 'zh-CN');
  await page.getByRole('button', { name: names['zh-CN'].next }).click();
  await expect(bench(page)).toHaveAttribute('data-at', '1');
  await expect(page.locator('.status[data-device]').first()).toHaveAttribute('data-device', 'cpu');
  await expect(page.getByText(names['zh-CN'].noGpu)).toBeVisible();
});
