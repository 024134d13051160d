// Finds every page of the site by following its links, as a reader or a search engine would.
import type { Page } from '@playwright/test';

/** The own links in a page's HTML, before any script runs: a reader without script can follow no others. */
function linksIn(html: string, pageUrl: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)]
    .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), pageUrl))
    .filter(({ origin }) => origin === new URL(pageUrl).origin)
    .map(({ origin, pathname }) => origin + pathname);
}

/**
 * Pages reached from the site's root, as paths below it after redirects: `''`, `en/`, `zh-CN/labs/…/`.
 * @throws Error on a link that does not answer with 200 or leads out of the root
 */
export async function crawl(page: Page, root: string): Promise<string[]> {
  const asked = new Set([root]);
  const found = new Set<string>();
  for (const url of asked) {
    const response = await page.request.get(url);
    if (response.status() !== 200) throw new Error(`${url}: status ${response.status()}`);
    const finalUrl = response.url();
    if (!finalUrl.startsWith(root)) throw new Error(`${url} leads to ${finalUrl}, outside ${root}`);
    if (!(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    found.add(finalUrl.slice(root.length));
    for (const link of linksIn(await response.text(), finalUrl)) {
      if (!link.startsWith(root)) throw new Error(`${finalUrl} links to ${link}, outside ${root}`);
      asked.add(link);
    }
  }
  return [...found].sort();
}
