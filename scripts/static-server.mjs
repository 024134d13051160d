// A static file server on localhost for the built site: what any static host does, and no more.
// It knows folders (index.html), Range requests (resumed downloads) and a sub-path; it never lists a folder.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

/** @type {Record<string, string>} */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** @param {string} file @returns {import('node:fs').Stats | undefined} */
function statOf(file) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // a file taken for a folder, a name too long: nothing that could be served
  }
}

/**
 * The part of a file that a Range header asks for, both ends included.
 * @param {string | undefined} header @param {number} sizeBytes
 * @returns {{ start: number, end: number } | 'whole' | 'unsatisfiable'}
 */
export function readRange(header, sizeBytes) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return 'whole';
  const last = sizeBytes - 1;
  if (found[1] === '') {
    const length = Number(found[2]);
    return length === 0 ? 'unsatisfiable' : { start: Math.max(0, sizeBytes - length), end: last };
  }
  const start = Number(found[1]);
  const end = found[2] === '' ? last : Math.min(Number(found[2]), last);
  return start > last || start > end ? 'unsatisfiable' : { start, end };
}

/**
 * The file that a URL names.
 * @param {string} root @param {string} base without a slash at its end @param {string} url
 * @returns {{ file: string } | { redirect: string } | undefined} undefined when there is none
 */
export function locate(root, base, url) {
  const [rawPath = '/', query] = url.split('?', 2);
  let path;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return undefined; // not a URL that names a file
  }
  if (base !== '' && path === base) return { redirect: `${base}/` };
  if (!path.startsWith(`${base}/`) || path.includes('\0')) return undefined;
  const file = normalize(join(root, path.slice(base.length)));
  if (file !== root && !file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  if (!statOf(file)?.isDirectory()) return statOf(file) && !path.endsWith('/') ? { file } : undefined;
  if (!path.endsWith('/')) return { redirect: `${rawPath}/${query === undefined ? '' : `?${query}`}` };
  const index = join(file, 'index.html');
  return statOf(index) ? { file: index } : undefined;
}

/**
 * @param {string} file
 * @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response
 */
function sendFile(file, request, response) {
  const sizeBytes = statSync(file).size;
  const range = readRange(request.headers.range, sizeBytes);
  response.setHeader('content-type', mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream');
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('x-content-type-options', 'nosniff');
  const lasting = file.includes(`${sep}_app${sep}immutable${sep}`);
  response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${sizeBytes}` }).end();
    return;
  }
  const part = range === 'whole' ? { start: 0, end: sizeBytes - 1 } : range;
  response.setHeader('content-length', Math.max(0, part.end - part.start + 1));
  if (range !== 'whole') response.setHeader('content-range', `bytes ${part.start}-${part.end}/${sizeBytes}`);
  response.writeHead(range === 'whole' ? 200 : 206);
  if (request.method === 'HEAD' || sizeBytes === 0) response.end();
  else
    createReadStream(file, part)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** The site's own page for what is not there. @param {string} root @param {import('node:http').ServerResponse} response */
function sendNotFound(root, response) {
  const page = join(root, '404.html');
  const [type, body] = statOf(page) ? ['text/html', readFileSync(page)] : ['text/plain', 'Not found\n'];
  response
    .writeHead(404, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
    .end(body);
}

/**
 * @param {string} root an absolute folder @param {string} base
 * @returns {import('node:http').RequestListener}
 */
export function siteHandler(root, base) {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const found = locate(root, base, request.url ?? '/');
    if (!found) sendNotFound(root, response);
    else if ('redirect' in found) response.writeHead(308, { location: found.redirect }).end();
    else sendFile(found.file, request, response);
  };
}

/**
 * @param {import('node:http').Server} server @param {number} port @param {string} host
 * @returns {Promise<'listening' | 'taken' | 'no such address'>}
 */
function listen(server, port, host) {
  return new Promise((done, fail) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') done('taken');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') done('no such address');
      else fail(error);
    });
    server.listen(port, host, () => done('listening'));
  });
}

/**
 * Serves a folder on localhost, on both its addresses, so that nobody else answers on the same port.
 * @param {{ root: string, base?: string, port: number, attempts?: number }} options
 *   base: the sub-path, such as `/glassbox`; attempts: how many ports from `port` on to try, 1 = only this one
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 * @throws {Error} when every port tried is taken
 */
export async function serveFolder({ root, base = '', port, attempts = 20 }) {
  const handler = siteHandler(resolve(root), base);
  for (let tried = port; tried < port + attempts; tried++) {
    const v4 = createServer(handler);
    const v6 = createServer(handler);
    const results = [await listen(v4, tried, '127.0.0.1'), await listen(v6, tried, '::1')];
    const close = async () => {
      for (const server of [v4, v6]) server.closeAllConnections();
      await Promise.all([v4, v6].map((server) => new Promise((done) => server.close(done))));
    };
    if (results[0] === 'listening' && results[1] !== 'taken') {
      return { url: `http://localhost:${tried}${base}/`, port: tried, close };
    }
    await close();
  }
  const range = attempts === 1 ? `port ${port} is` : `ports ${port} to ${port + attempts - 1} are`;
  throw new Error(`${range} taken: choose another with --port`);
}
