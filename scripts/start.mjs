// `npm start`: builds the site unless build/ is fresh, serves it on localhost and prints the URL.
// Options: --port N (default 4173; the next free one is taken), --strict-port (that port or none).
// BASE_PATH=/some/path serves it under that path, as a host with sub-paths would.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { basePath, build, isFresh } from './build.mjs';
import { serveFolder } from './static-server.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, 'strict-port': { type: 'boolean', default: false } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port must be a whole number from 1 to 65535, got "${values.port}"`);
  process.exit(2);
}

if (isFresh()) console.log('build/ is up to date');
else if (!build()) process.exit(1);

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'build');
try {
  const attempts = values['strict-port'] ? 1 : 20;
  const server = await serveFolder({ root, base: basePath(), port, attempts });
  if (server.port !== port) console.log(`port ${port} is taken, using ${server.port}`);
  console.log(`\n  Glassbox is at ${server.url}\n  Stop it with Ctrl-C.\n`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
