// Every page there is, found by its links: status, language, one heading, its twin in the other language,
// silent console, no foreign request (both by the fixture), axe in light and dark, no sideways scrolling on a phone.
import { crawl } from '../support/crawl';
import { expect, expectAccessible, test } from '../support/site';

const languageOf = (path: string): string => (path.startsWith('zh-CN/') ? 'zh-CN' : 'en');

test('crawl: every page in both languages', async ({ page, baseURL, findings }) => {
  test.setTimeout(600_000);
  const root = `${baseURL}/`;
  const paths = await crawl(page, root);
  expect(paths).toEqual(expect.arrayContaining(['', 'en/', 'zh-CN/']));
  // The door at the root sends the reader on; its own test is below.
  for (const path of paths.filter((path) => path !== '')) {
    await test.step(`/${path}`, async () => {
      const response = await page.goto(root + path, { waitUntil: 'load' });
      expect.soft(response?.status(), path).toBe(200);
      await expect.soft(page.locator('html'), path).toHaveAttribute('lang', languageOf(path));
      await expect.soft(page.locator('h1'), path).toHaveCount(1);
      for (const lang of ['en', 'zh-CN']) {
        await expect.soft(page.locator(`link[rel="alternate"][hreflang="${lang}"]`), path).toHaveCount(1);
      }
      expect.soft(paths, `${path} in the other language`).toContain(twinOf(path));
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(await overflow(), `${path} scrolls sideways at 360 px`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 800 });
      await expectAccessible(page);
      expect.soft(findings.noise.splice(0), `${path} speaks on the console`).toEqual([]);
      expect.soft(findings.foreign.splice(0), `${path} asks outside`).toEqual([]);
    });
  }
});

/** The path of the same page in the other language. */
function twinOf(path: string): string {
  return path.startsWith('zh-CN/') ? path.replace('zh-CN/', 'en/') : path.replace('en/', 'zh-CN/');
}

for (const [locale, path] of [
  ['zh-TW', 'zh-CN/'],
  ['en-GB', 'en/'],
  ['de-DE', 'en/'],
] as const) {
  test.describe(`a browser in ${locale}`, () => {
    test.use({ locale });
    test(`is sent to ${path}`, async ({ page, baseURL }) => {
      await page.goto('/');
      await expect(page).toHaveURL(`${baseURL}/${path}`);
    });
  });
}
