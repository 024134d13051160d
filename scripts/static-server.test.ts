// The static server: what it finds, what it refuses, and that two of them do not share a port.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locate, readRange, serveFolder } from './static-server.mjs';

const outer = mkdtempSync(join(tmpdir(), 'glassbox-server-'));
const root = join(outer, 'site');
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  mkdirSync(join(root, 'en'), { recursive: true });
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'en', 'index.html'), '<h1>en</h1>');
  writeFileSync(join(root, 'ten.bin'), '0123456789');
  server = await serveFolder({ root, base: '/sub', port: 41_870 });
});

afterAll(async () => {
  await server.close();
  rmSync(outer, { recursive: true });
});

describe('locate', () => {
  it('finds a file and a folder’s index, and sends a folder without a slash to the one with', () => {
    expect(locate(root, '', '/ten.bin')).toEqual({ file: join(root, 'ten.bin') });
    expect(locate(root, '', '/en/?device=cpu')).toEqual({ file: join(root, 'en', 'index.html') });
    expect(locate(root, '', '/en?device=cpu')).toEqual({ redirect: '/en/?device=cpu' });
    expect(locate(root, '/sub', '/sub')).toEqual({ redirect: '/sub/' });
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/%00', '/%', '/', '/ten.bin/', '/absent'])(
    'refuses %s',
    (url) => {
      expect(locate(root, '', url)).toBeUndefined();
    },
  );
});

it.each([
  [undefined, 'whole'],
  ['bytes=2-4', { start: 2, end: 4 }],
  ['bytes=7-', { start: 7, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=8-99', { start: 8, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['lines=1-2', 'whole'],
] as const)('reads the range %s of ten bytes', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

describe('over HTTP', () => {
  it('serves below its base only, whole and in part', async () => {
    const page = await fetch(`${server.url}en/`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await fetch(new URL('/en/', server.url))).status).toBe(404);
    const part = await fetch(`${server.url}ten.bin`, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect((await fetch(`${server.url}ten.bin`, { headers: { range: 'bytes=10-' } })).status).toBe(416);
    expect((await fetch(`${server.url}ten.bin`, { method: 'POST' })).status).toBe(405);
  });

  it('takes the next port when its own is taken, or says so', async () => {
    const second = await serveFolder({ root, port: server.port });
    expect(second.port).toBeGreaterThan(server.port);
    await second.close();
    await expect(serveFolder({ root, port: server.port, attempts: 1 })).rejects.toThrow(
      `port ${server.port} is taken`,
    );
  });
});
