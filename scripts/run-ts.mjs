// Runs a TypeScript file in Node as Vite sees it: `?raw` imports, import.meta.glob, $lib. Used by `npm run cli`.
//   node scripts/run-ts.mjs tools/cli.ts tokenize --file notes.txt
// Silent by itself. No page, no watcher, no plugins: it starts in about a second.
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/run-ts.mjs <file.ts> [arguments]');
  process.exit(2);
}
// The program sees the arguments it would see if Node ran it directly.
process.argv = [process.argv[0] ?? 'node', resolve(file), ...args];

const server = await createServer({
  root,
  configFile: false,
  envFile: false,
  logLevel: 'error',
  appType: 'custom',
  cacheDir: fileURLToPath(new URL('../.cache/run-ts', import.meta.url)),
  resolve: { alias: { $lib: fileURLToPath(new URL('../src/lib', import.meta.url)) } },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  await server.ssrLoadModule(resolve(file));
} catch (error) {
  if (error instanceof Error) server.ssrFixStacktrace(error);
  console.error(error);
  process.exitCode = 1;
} finally {
  await server.close();
}
