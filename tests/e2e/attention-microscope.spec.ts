// X3 as a reader uses it: the drawn numbers are the tensor's, rows sum to 1, the future does not exist; bad input.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseCsv } from '../../src/lib/viz/csv';
import type { GoldenPrompt } from '../support/pocket';
import { expect, expectAccessible, test } from '../support/site';

const FOLDER = 'static/models/pocket';
const PATH = 'labs/05-transformer/03-attention-microscope/';
/** What the shipped model gives by PyTorch, an implementation that is not ours. */
const golden = (
  JSON.parse(readFileSync(`${FOLDER}/golden.json`, 'utf8')) as {
    prompts: (GoldenPrompt & { lang: 'en' | 'zh-CN' })[];
  }
).prompts;
const spoken = {
  en: { text: 'Your text', csv: 'Download the numbers as CSV', first: 'First step', next: 'Next step' },
  'zh-CN': { text: '你的文本', csv: '下载 CSV 数据', first: '第一步', next: '下一步' },
} as const;

const receipt = (page: Page) => page.locator('[data-cell]');
const number = async (page: Page, selector: string, name: string): Promise<number> =>
  Number((await page.locator(selector).getAttribute(name)) ?? NaN);

async function openLab(page: Page, lang: string, device: string, fragment = ''): Promise<void> {
  await page.goto(`/${lang}/${PATH}?device=${device}${fragment}`);
  await expect(receipt(page)).toBeVisible({ timeout: 100_000 });
}

/** The whole map as the page gives it away; null where there is no cell. */
async function downloadMap(page: Page, lang: keyof typeof spoken): Promise<(number | null)[][]> {
  const frame = page.locator('.frame', { has: page.locator('[data-worst-row]') }).last();
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await frame.getByRole('button', { name: spoken[lang].csv }).click({ timeout: 60_000 });
  const { rows } = parseCsv(readFileSync(await (await waiting).path(), 'utf8'));
  return rows.map((row) => row.slice(1) as (number | null)[]);
}

for (const { lang, device } of [
  { lang: 'en', device: 'webgpu' },
  { lang: 'zh-CN', device: 'cpu' },
] as const) {
  const prompt = golden.find((one) => one.lang === lang)!;
  const [layers, heads, length] = prompt.attentionShape;

  test(`attention microscope, ${lang} on ${device}: the numbers shown are the model's`, async ({ page }) => {
    test.slow();
    await openLab(page, lang, device);
    await expect(page.locator('.status[data-device]')).toHaveAttribute('data-device', device);
    await page.getByRole('textbox', { name: spoken[lang].text }).fill(prompt.text);
    await expect(receipt(page)).toHaveAttribute('data-cell', new RegExp(`^${length - 1},`));

    // Every head by the keys: rows sum to 1, nothing behind the mask.
    const map = page.getByRole('application');
    await map.focus();
    for (let i = 0; i < layers; i++) await page.keyboard.press('[');
    for (let i = 0; i < heads; i++) await page.keyboard.press('{');
    for (let layer = 0; layer < layers; layer++) {
      for (let head = 0; head < heads; head++) {
        await expect(page.locator(`[data-layer="${layer}"][data-head="${head}"]`)).toBeVisible();
        expect(await number(page, '[data-layer]', 'data-worst-row')).toBeLessThan(1e-5);
        expect(await number(page, '[data-layer]', 'data-behind-mask')).toBe(0);
        if (head < heads - 1) await page.keyboard.press('}');
      }
      for (let head = 1; head < heads; head++) await page.keyboard.press('{');
      if (layer < layers - 1) await page.keyboard.press(']');
    }

    // The last layer's first head is shown: cell by cell what PyTorch recorded, and no cell in the future.
    const shown = await downloadMap(page, lang);
    const at = (layers - 1) * heads * length * length;
    expect(shown).toHaveLength(length);
    shown.forEach((row, i) =>
      row.forEach((value, j) => {
        if (j > i) expect(value, `cell ${i}, ${j}`).toBeNull();
        else expect(Math.abs(value! - prompt.attention[at + i * length + j]!)).toBeLessThan(1e-3);
      }),
    );

    // The arithmetic of the strongest cell of every row against the tensor.
    await page.getByRole('button', { name: spoken[lang].first }).click();
    for (let row = 0; row < length; row++) {
      await expect(receipt(page)).toHaveAttribute('data-cell', new RegExp(`^${row},`));
      const [computed, tensor] = [
        await number(page, '[data-cell]', 'data-prob'),
        await number(page, '[data-cell]', 'data-tensor'),
      ];
      expect(Math.abs(computed - tensor), `row ${row}`).toBeLessThan(1e-5);
      expect(tensor).toBe(Math.max(...shown[row]!.map((value) => value ?? 0)));
      if (row < length - 1) await page.getByRole('button', { name: spoken[lang].next }).click();
    }

    // The cursor on the map tells the same number, and none in the future; choosing that cell says why.
    await map.focus();
    await map.press('ArrowLeft');
    const place = [
      await number(page, '[data-value][data-col]', 'data-row'),
      await number(page, '[data-value][data-col]', 'data-col'),
    ];
    expect(await number(page, '[data-value][data-col]', 'data-value')).toBe(shown[place[0]!]![place[1]!]);
    await map.press('ArrowUp');
    await map.press('End');
    await expect(map).toHaveAttribute('data-absent', 'true');
    expect(await map.getAttribute('data-value')).toBeNull();
    await map.press('Enter');
    await expect(receipt(page)).toHaveAttribute('data-cell', new RegExp(`^\\d+,${length - 1}$`));
    expect(await receipt(page).getAttribute('data-tensor')).toBeNull();
    await expect(page.locator('[data-step=mask]')).toContainText('−∞');

    // A link to this cell opens it again.
    const cell = await receipt(page).getAttribute('data-cell');
    await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(10);
    await page.waitForTimeout(400);
    await page.reload();
    await expect(receipt(page)).toHaveAttribute('data-cell', cell!, { timeout: 100_000 });
    await expect(page.locator('[data-layer]')).toHaveAttribute('data-layer', String(layers - 1));
    await expectAccessible(page);
  });
}

test('attention microscope: causal cells are not painted', async ({ page }) => {
  await openLab(page, 'en', 'cpu');
  const painted = await page.locator('[role=application] canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const data = canvas.getContext('2d')!.getImageData(0, 0, width, height).data;
    const size = Math.round(width / 6);
    const share = (left: number, top: number) => {
      let full = 0;
      for (let y = top; y < top + size; y++)
        for (let x = left; x < left + size; x++) full += data[(y * width + x) * 4 + 3] === 255 ? 1 : 0;
      return full / size ** 2;
    };
    return { past: share(0, height - size), future: share(width - size, 0) };
  });
  expect(painted.past).toBe(1);
  expect(painted.future).toBeLessThan(0.5);
});

test('attention microscope: bad text is explained and the last map stays', async ({ page }) => {
  await openLab(page, 'zh-CN', 'cpu');
  const text = page.getByRole('textbox', { name: '你的文本' });
  const before = await receipt(page).getAttribute('data-cell');
  await text.fill('');
  await expect(page.locator('[data-error=text-empty]')).toContainText('输入一个词或一句话');
  await text.fill('灯在花园里。'.repeat(5600));
  await expect(page.locator('[data-error=text-too-long]')).toContainText('255');
  await expect(page.getByText('训练时的上下文是 256 个位置')).toBeVisible();
  await text.evaluate((area: HTMLTextAreaElement) => {
    area.value = `灯${String.fromCharCode(0xd83d)}`;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.locator('[data-error=text-lone-surrogate]')).toContainText('D83D');
  await expect(receipt(page)).toHaveAttribute('data-cell', before!);
  await text.fill('灯在哪里？');
  await expect(page.locator('[data-error]')).toHaveCount(0);
  await expect(receipt(page)).not.toHaveAttribute('data-cell', before!);
});

test('attention microscope: a truncated model is refused with its byte, whole files are taken', async ({
  page,
}) => {
  await openLab(page, 'en', 'cpu');
  const before = await receipt(page).innerText();
  const file = (name: string, bytes?: number) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: readFileSync(`${FOLDER}/${name}`).subarray(0, bytes),
  });
  const input = page.locator('input[type=file]');
  await page.getByText('Look into a model of your own').click();
  await input.setInputFiles([file('config.json')]);
  await expect(page.getByText('Still needed: tokenizer.json, model.safetensors.')).toBeVisible();
  await input.setInputFiles([file('config.json'), file('tokenizer.json'), file('model.safetensors', 50_000)]);
  await expect(page.locator('[data-error=file-truncated]')).toContainText(/model\.safetensors.*at byte \d+/s);
  await expect(page.locator('[data-own-model]')).toHaveCount(0);
  expect(await receipt(page).innerText()).toBe(before);
  await input.setInputFiles([file('config.json', 40), file('tokenizer.json'), file('model.safetensors')]);
  await expect(page.locator('[data-error=file-truncated], [data-error=file-malformed]')).toContainText(
    'config.json',
  );
  await input.setInputFiles([file('config.json'), file('tokenizer.json'), file('model.safetensors')]);
  await expect(page.locator('[data-own-model]')).toBeVisible();
  await expect(page.locator('[data-error]')).toHaveCount(0);
  expect(await receipt(page).innerText()).toBe(before);
});

test('attention microscope: more than 64 tokens read one layer at a time', async ({ page }) => {
  await openLab(page, 'en', 'cpu');
  await page
    .getByRole('textbox', { name: 'Your text' })
    .fill('Mia put the lamp in the garden. Ben went to the kitchen. '.repeat(6));
  await expect(page.getByLabel('layer', { exact: true })).toBeVisible();
  await page.getByLabel('layer', { exact: true }).selectOption('3');
  await expect(page.locator('[data-layer="3"][data-worst-row]')).toBeVisible();
  expect(await number(page, '[data-layer]', 'data-worst-row')).toBeLessThan(1e-5);
});

test('attention microscope: without WebGPU the CPU device computes and the page says why @no-webgpu', async ({
  page,
}) => {
  await page.goto(`/en/${PATH}`);
  await expect(receipt(page)).toBeVisible({ timeout: 60_000 });
  const status = page.locator('.status[data-device]');
  await expect(status).toHaveAttribute('data-device', 'cpu');
  await expect(status).toContainText(/graphics adapter|WebGPU/);
  expect(await number(page, '[data-layer]', 'data-worst-row')).toBeLessThan(1e-5);
});
