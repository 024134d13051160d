// house.md §2 as data: who may import whom, and the function that finds who does not keep to it.
import { importsOf, packageOf, resolveLocal } from './source-facts';

/** What a layer may import besides itself. `types` are layers of which only types may cross. */
export type Layer = { may: readonly string[]; types?: readonly string[]; packages: readonly string[] };

const everyLayer = [
  ...['base', 'gpu', 'kernels', 'tensor', 'nn', 'optim', 'data', 'quant', 'formats', 'tokenizers', 'models'],
  ...['train', 'infer', 'engines', 'store', 'judge', 'viz', 'ui', 'i18n', 'progress', 'school'],
];
const middle = { may: ['tensor', 'kernels', 'base'], types: ['gpu'], packages: [] };
const runs = {
  may: ['models', 'nn', 'optim', 'data', 'tokenizers', 'quant', 'tensor', 'gpu', 'base'],
  packages: [],
};
const pictures = { may: [], packages: ['svelte', 'd3', 'bits-ui', '@lucide/svelte'] };

export const layers: Readonly<Record<string, Layer>> = {
  base: { may: [], packages: [] },
  gpu: { may: ['base'], packages: [] },
  kernels: { may: ['gpu', 'base'], packages: [] },
  tensor: { may: ['kernels', 'gpu', 'base'], packages: [] },
  nn: middle,
  optim: middle,
  data: middle,
  quant: middle,
  tokenizers: { ...middle, packages: ['gpt-tokenizer'] },
  formats: { may: ['base'], packages: ['fflate', 'hash-wasm'] },
  models: { may: ['nn', 'tokenizers', 'quant', 'formats', 'tensor', 'base'], packages: [] },
  // A training run shows samples, and a service opens a model from the files of its folder.
  train: { ...runs, may: [...runs.may, 'infer'] },
  infer: { ...runs, may: [...runs.may, 'formats'] },
  engines: {
    may: ['infer', 'models', 'formats', 'store', 'base'],
    packages: ['@mlc-ai/web-llm', '@huggingface/transformers', 'onnxruntime-web'],
  },
  // formats: the zip and JSON readers of backups.
  store: { may: ['formats', 'base'], packages: ['idb'] },
  // A verdict says why in both languages: i18n's Text, which is plain data.
  judge: { may: ['kernels', 'tensor', 'gpu', 'base', 'i18n'], packages: ['sucrase'] },
  // One row of the house's table: a figure's toolbar is made of controls, never the reverse.
  viz: { ...pictures, may: ['ui'] },
  ui: pictures,
  // The codes are base's, the words are i18n's: from here on everybody may know base.
  i18n: { may: ['base'], packages: [] },
  progress: { may: ['store', 'i18n', 'base'], packages: ['svelte'] },
  school: {
    may: ['i18n', 'progress', 'judge', 'viz', 'ui', 'base'],
    types: ['gpu'],
    packages: ['svelte', 'fflate'],
  },
  labs: { may: everyLayer, packages: ['svelte', '@sveltejs/kit'] },
  pages: { may: [...everyLayer, 'labs'], packages: ['svelte', '@sveltejs/kit', 'katex'] },
};

/** The layers that know no Svelte and no DOM. A test beside one of them may use any other of them. */
const runtime = everyLayer.slice(0, everyLayer.indexOf('viz'));

/** What only a test may use, wherever it stands. */
const testPackages = ['vitest', 'fast-check', 'fake-indexeddb', 'tiktoken'];
/** SvelteKit's own modules: for the school and the pages. */
const kitLayers = ['school', 'progress', 'labs', 'pages'];

/** @returns the layer a repository path belongs to; undefined outside src/ */
export function layerOf(path: string): string | undefined {
  const inLib = /^src\/lib\/([^/]+)/.exec(path)?.[1];
  if (inLib !== undefined) return inLib.replace(/\.[^/]*$/, '');
  if (path.startsWith('src/labs/')) return 'labs';
  return path.startsWith('src/') ? 'pages' : undefined;
}

const isTest = (path: string): boolean => /\.(?:test|gpu)\.ts$/.test(path);
const labOf = (path: string): string | undefined => /^src\/labs\/([^/]+\/[^/*]+)\//.exec(path)?.[1];

function localFault(path: string, target: string, typeOnly: boolean): string | undefined {
  const from = layerOf(path) ?? '';
  const to = layerOf(target);
  const rule = layers[from];
  if (!rule) return `src/lib/${from} is no layer of house.md §2`;
  if (to === undefined) return isTest(path) ? undefined : `leaves src/`;
  if (from === to) {
    const [mine, theirs] = [labOf(path), labOf(target)];
    return mine && theirs && mine !== theirs ? `a lab may not import another lab` : undefined;
  }
  if (isTest(path) && runtime.includes(from) && runtime.includes(to)) return undefined;
  if (rule.may.includes(to) || (typeOnly && rule.types?.includes(to))) return undefined;
  return `${from} may not import ${to}${rule.types?.includes(to) ? ' but for types' : ''}`;
}

function packageFault(path: string, specifier: string): string | undefined {
  const from = layerOf(path) ?? '';
  const name = packageOf(specifier);
  if (specifier.endsWith('/$types') || (isTest(path) && testPackages.includes(name))) return undefined;
  if (isTest(path) && name.startsWith('node:')) return undefined;
  if (/^\$(?:app|env|service-worker)$/.test(name)) {
    return kitLayers.includes(from) ? undefined : `${from} may not know SvelteKit`;
  }
  return layers[from]?.packages.includes(name) ? undefined : `${from} may not use the package ${name}`;
}

/** One line for each import that breaks the table, with file and line. */
export function layerFaults(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ specifier, typeOnly, line }) => {
      const target = resolveLocal(path, specifier);
      const fault = target === undefined ? packageFault(path, specifier) : localFault(path, target, typeOnly);
      return fault === undefined ? [] : [`${path}:${line} imports ${specifier}: ${fault}`];
    }),
  );
}
