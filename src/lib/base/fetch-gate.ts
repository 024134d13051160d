/**
 * The one way out: every request of page and workers goes through here, and only the site's own origin is
 * allowed. A meta CSP does not bind workers, so the promise «nothing leaves the page» rests on this function.
 */
import { GlassboxError, throwIfCancelled } from './errors';

export interface GatedFetch {
  readonly signal?: AbortSignal;
  /** Bytes received so far and, when the server says, in all. */
  readonly onBytes?: (received: number, total: number | undefined) => void;
}

/**
 * The bytes of a file of this site.
 * @throws GlassboxError network-failed (foreign origin, status, broken off) | cancelled
 */
export async function fetchOwnFile(url: string, { signal, onBytes }: GatedFetch = {}): Promise<Uint8Array> {
  const { href, origin } = new URL(url, globalThis.location?.href);
  if (origin !== globalThis.location?.origin)
    throw new GlassboxError('network-failed', `${origin} is not this site: nothing is fetched from there.`, {
      url: href,
      detail: 'foreign origin',
    });
  try {
    const response = await fetch(href, { signal, credentials: 'same-origin' });
    if (!response.ok || !response.body)
      throw new GlassboxError('network-failed', `${href} answered ${response.status}`, {
        url: href,
        detail: `HTTP ${response.status}`,
      });
    return await readAll(response.body, Number(response.headers.get('content-length')) || undefined, onBytes);
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof GlassboxError) throw error;
    throw new GlassboxError('network-failed', `${href}: ${String(error)}`, {
      url: href,
      detail: String(error),
    });
  }
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  total: number | undefined,
  onBytes: GatedFetch['onBytes'],
): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    received += value.length;
    onBytes?.(received, total);
  }
  const all = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
