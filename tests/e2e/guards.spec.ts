// The guards themselves: a page that misbehaves is seen, a killed browser is dead, and its profile survives.
import { axeViolations, expect, test } from '../support/site';

test('the adapter is granted', async ({ page }) => {
  await page.goto('/en/');
  expect(await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null)).toBe(true);
});

test('without the flags there is no adapter @no-webgpu', async ({ page }) => {
  await page.goto('/en/');
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull();
});

test('console errors, warnings and uncaught errors are seen', async ({ page, findings }) => {
  await page.goto('/en/');
  await page.evaluate(() => {
    console.error('said error');
    console.warn('said warning');
    setTimeout(() => {
      throw new Error('thrown later');
    });
    new Worker(URL.createObjectURL(new Blob(['console.error("worker said error")'])));
  });
  for (const text of ['said error', 'said warning', 'thrown later', 'worker said error']) {
    await expect.poll(() => findings.noise.some((line) => line.includes(text)), { message: text }).toBe(true);
  }
  findings.noise.length = 0;
});

// Worker scripts of our own origin, which the policy in the page's meta tag does not bind.
const innerWorker = 'fetch("http://inner.foreign.invalid/").catch(() => 0);';
const workerScripts = {
  '/outer.js': `fetch("http://outer.foreign.invalid/").catch(() => 0);
    new Worker(URL.createObjectURL(new Blob([${JSON.stringify(innerWorker)}])));`,
  '/shared.js': 'fetch("http://shared.foreign.invalid/").catch(() => 0);',
};

test('foreign requests are seen from the page and from workers of every kind', async ({ page, findings }) => {
  findings.allowConsole(/foreign\.invalid|Failed to load resource/);
  for (const [path, body] of Object.entries(workerScripts)) {
    await page
      .context()
      .route(`**${path}`, (route) => route.fulfill({ body, contentType: 'text/javascript' }));
  }
  await page.goto('/en/');
  await page.evaluate(() => {
    new Worker('/outer.js');
    new SharedWorker('/shared.js');
    new Image().src = 'http://image.foreign.invalid/';
  });
  for (const name of ['image', 'outer', 'inner', 'shared']) {
    await expect
      .poll(() => findings.foreign.some((line) => line.includes(name)), { message: name })
      .toBe(true);
  }
  findings.foreign.length = 0;
});

test('axe sees an unlabelled button', async ({ page }) => {
  await page.goto('/en/');
  await page.evaluate(() => document.body.append(document.createElement('button')));
  expect((await axeViolations(page)).some((line) => line.startsWith('button-name'))).toBe(true);
});

test('a killed browser leaves its profile, and a new one finds what was stored', async ({
  startBrowser,
  baseURL,
}) => {
  const first = await startBrowser();
  await first.page.goto(`${baseURL}/en/`);
  await first.page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const writer = await (await folder.getFileHandle('kept', { create: true })).createWritable();
    await writer.write('kept');
    await writer.close();
  });
  await first.kill();
  const second = await startBrowser();
  await second.page.goto(`${baseURL}/en/`);
  const text = await second.page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('kept')).getFile()).text();
  });
  expect(text).toBe('kept');
  await second.close();
});
