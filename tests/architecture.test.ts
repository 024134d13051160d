// Layers and sizes hold over every source file; and the guards see a bad example of each kind.
import { describe, expect, it } from 'vitest';
import { layerFaults, layerOf, layers } from './support/layers';
import { fileLimit, longFiles, longFunctions, sizeFaults } from './support/sizes';
import { functionsOf, importsOf, resolveLocal } from './support/source-facts';

const found = import.meta.glob<string>(
  ['/src/**/*.{ts,svelte,wgsl}', '/scripts/**/*.ts', '/tools/**/*.ts', '/tests/**/*.ts'],
  { query: '?raw', import: 'default', eager: true },
);
const files = Object.fromEntries(Object.entries(found).map(([path, text]) => [path.slice(1), text]));
const sources = Object.fromEntries(
  Object.entries(files).filter(([path]) => path.startsWith('src/') && /\.(?:ts|svelte)$/.test(path)),
);

describe('layers', () => {
  it('finds the source files', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50);
    expect(Object.keys(sources).some((path) => path.endsWith('.svelte'))).toBe(true);
  });

  it('every folder of src/lib is a layer', () => {
    const folders = new Set(Object.keys(sources).map((path) => layerOf(path) ?? path));
    expect([...folders].filter((name) => !(name in layers))).toEqual([]);
  });

  it('hold', { timeout: 120_000 }, () => expect(layerFaults(sources)).toEqual([]));

  it.each([
    [
      'src/lib/kernels/a/index.ts',
      "import { mount } from 'svelte';",
      'kernels may not use the package svelte',
    ],
    [
      'src/lib/viz/map/Map.svelte',
      "<script>import x from '$lib/kernels';</script>",
      'viz may not import kernels',
    ],
    ['src/lib/base/a.ts', "export { x } from '../gpu/device';", 'base may not import gpu'],
    ['src/lib/gpu/a.ts', "const x = await import('../tensor/tape');", 'gpu may not import tensor'],
    [
      'src/lib/tensor/a.ts',
      "new Worker(new URL('../train/worker.ts', import.meta.url));",
      'tensor may not import train',
    ],
    ['src/lib/school/a.ts', "import { plan } from '../gpu/plan';", 'school may not import gpu but for types'],
    ['src/lib/gpu/a.ts', "import { base } from '$app/paths';", 'gpu may not know SvelteKit'],
    ['src/lib/gpu/a.ts', "type A = import('../nn/linear').Linear;", 'gpu may not import nn'],
    ['src/lib/helpers/a.ts', "import { x } from '../base/shape';", 'src/lib/helpers is no layer'],
    ['src/labs/01-a/01-b/Lab.svelte', "<script>import x from '../02-c/quiz';</script>", 'another lab'],
    ['src/lib/base/a.ts', "import x from '../../../tools/x';", 'leaves src/'],
    ['src/lib/gpu/a.test.ts', "import { say } from '../ui/say';", 'gpu may not import ui'],
    ['src/lib/base/a.ts', "import { readFileSync } from 'node:fs';", 'base may not use the package node:fs'],
  ])('would catch a fault in %s', (path, text, message) => {
    expect(layerFaults({ [path]: text }).join()).toContain(message);
  });

  it('let through what the table allows', () => {
    expect(
      layerFaults({
        'src/lib/school/a.ts': "import type { Plan } from '../gpu/plan';",
        'src/lib/kernels/a/index.ts':
          "import code from './a.wgsl?raw'; import { plan } from '$lib/gpu/plan';",
        'src/lib/models/llama/golden.test.ts': "import { train } from '../../train/trainer';",
        'src/lib/base/a.test.ts': "import { it } from 'vitest'; import { readFileSync } from 'node:fs';",
      }),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  it('hold', { timeout: 120_000 }, () => expect(sizeFaults(files)).toEqual([]));

  it('every exception is needed and has its sentence', () => {
    for (const [path, reason] of Object.entries(longFiles)) {
      const lines = files[path]?.replace(/\n$/, '').split('\n').length ?? 0;
      expect(lines, `${path} is excepted from a limit it keeps`).toBeGreaterThan(fileLimit(path) ?? Infinity);
      expect(reason.length, path).toBeGreaterThan(20);
    }
    for (const [key, reason] of Object.entries(longFunctions)) {
      const [path = '', name] = key.split('#');
      const long = functionsOf(path, files[path] ?? '').some((item) => item.name === name && item.lines > 40);
      expect(long, `${key} is excepted from a limit it keeps`).toBe(true);
      expect(reason.length, key).toBeGreaterThan(20);
    }
  });

  it.each([
    ['src/lib/gpu/a.ts', 301],
    ['src/lib/ui/A.svelte', 201],
    ['src/routes/[lang=lang]/+page.svelte', 61],
    ['src/labs/01-a/01-b/Lab.svelte', 121],
    ['src/lib/kernels/a/a.wgsl', 121],
  ])('would catch %s with %d lines', (path, lines) => {
    expect(sizeFaults({ [path]: '\n'.repeat(lines) })).toHaveLength(1);
    expect(sizeFaults({ [path]: '\n'.repeat(lines - 1) })).toEqual([]);
  });

  it('would catch a long function, also inside a component', () => {
    const long = `const f = () => {\n${'  1;\n'.repeat(39)}};\n`;
    expect(sizeFaults({ 'src/lib/gpu/a.ts': long })).toEqual([
      'src/lib/gpu/a.ts:1 f has 41 lines, at most 40 are allowed',
    ]);
    expect(sizeFaults({ 'src/lib/ui/A.svelte': `<p></p>\n<script lang="ts">\n${long}</script>` })).toEqual([
      'src/lib/ui/A.svelte:3 f has 41 lines, at most 40 are allowed',
    ]);
  });
});

it('lines of a function inside another count for itself', () => {
  const inner = `  const g = () => {\n${'    1;\n'.repeat(30)}  };\n`;
  const facts = functionsOf('a.ts', `function f() {\n${inner}${'  1;\n'.repeat(20)}}\n`);
  expect(facts.map(({ name, lines }) => [name, lines])).toEqual([
    ['f', 23],
    ['g', 32],
  ]);
});

it('imports are found with their line and kind', () => {
  expect(
    importsOf('a.ts', "import { type A } from 'a';\nimport B, { type C } from 'b';\nimport 'c';"),
  ).toEqual([
    { specifier: 'a', typeOnly: true, line: 1 },
    { specifier: 'b', typeOnly: false, line: 2 },
    { specifier: 'c', typeOnly: false, line: 3 },
  ]);
  expect(resolveLocal('src/lib/a/b.ts', '../c/d.wgsl?raw')).toBe('src/lib/c/d.wgsl');
});
