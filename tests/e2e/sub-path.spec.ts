// The same build under a sub-path: every page, every file it asks for, and a click inside stay below that path.
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../scripts/static-server.mjs';
import { crawl } from '../support/crawl';
import { expect, test as site } from '../support/site';

const build = fileURLToPath(new URL('../../build', import.meta.url));

const test = site.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
  baseURL: async ({}, use) => {
    const server = await serveFolder({ root: build, base: '/glass/box', port: 4290 });
    await use(server.url);
    await server.close();
  },
});

test('under a sub-path every page loads and stays below it', async ({ page, baseURL }) => {
  test.setTimeout(300_000);
  const root = baseURL ?? '';
  const strays: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) strays.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(root)) strays.push(request.url());
  });
  for (const path of await crawl(page, root)) {
    await page.goto(root + path, { waitUntil: 'networkidle' });
    expect(strays, path).toEqual([]);
  }
});

test('under a sub-path a click goes to the other language', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}en/`);
  await page.locator('a[hreflang="zh-CN"]').first().click();
  await expect(page).toHaveURL(`${baseURL}zh-CN/`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
