/** `perplexity`: of a text under a model, in windows of the trained context (see src/lib/infer/windows.ts). */
import { GlassboxError } from '../../src/lib/base/errors';
import { perplexityOf } from '../../src/lib/infer/perplexity';
import { boundariesOf } from '../../src/lib/infer/windows';
import type { LanguageModel } from '../../src/lib/models/language-model';
import { need, readOptions, type Options } from './arguments';
import { withDevice } from './device';
import { openFolder, readText } from './files';
import { formatOf, idsOf, modelOf } from './model';
import { note, type CommandResult } from './output';

/** Ids of each document of a held-out file (`{"tales": [{"ids": [<|bos|>, …]}]}`). @throws GlassboxError */
export function documentsOf(json: string, file: string): number[][] {
  const bad = (expected: string) =>
    new GlassboxError('file-malformed', `${file}: expected ${expected}`, { file, expected });
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw bad('JSON');
  }
  const { tales } = (parsed ?? {}) as { tales?: unknown };
  if (!Array.isArray(tales) || tales.length === 0) throw bad('a list "tales"');
  return tales.map((tale, i) => {
    const ids = (tale as { ids?: unknown } | null)?.ids;
    const isIds = Array.isArray(ids) && ids.length > 1 && ids.every((id) => Number.isInteger(id) && id >= 0);
    if (!isIds) throw bad(`ids, two or more, in tales[${i}]`);
    return ids as number[];
  });
}

async function ofDocuments(model: LanguageModel, documents: readonly number[][]) {
  let sum = 0;
  let tokens = 0;
  const { vocabSize } = model.config;
  for (const [first, ...rest] of documents) {
    const foreign = [first!, ...rest].find((id) => id >= vocabSize);
    if (foreign !== undefined)
      throw new GlassboxError('file-malformed', `token ${foreign} is none of the model's ${vocabSize}`);
    const report = await perplexityOf(model, rest, { bos: first });
    sum += report.nll * report.tokens;
    tokens += report.tokens;
  }
  return { nll: sum / tokens, perplexity: Math.exp(sum / tokens), tokens };
}

async function ofText(model: LanguageModel, text: string, quiet: boolean) {
  const { bos } = boundariesOf(model.tokenizer);
  const onProgress = (done: number, total: number) => {
    if (!quiet) note(`${done} of ${total} tokens`);
  };
  const { nll, perplexity, tokens } = await perplexityOf(model, idsOf(model, text), { bos, onProgress });
  return { nll, perplexity, tokens };
}

const measure = (model: LanguageModel, text: string, options: Options) =>
  options['documents'] === true
    ? ofDocuments(model, documentsOf(text, String(options['file'])))
    : ofText(model, text, options['json'] === true);

export async function runPerplexity(args: readonly string[]): Promise<CommandResult> {
  const strings = ['model', 'file', 'weights', 'group'];
  const known = Object.fromEntries(strings.map((name) => [name, 'string' as const]));
  const options = readOptions(args, { ...known, documents: 'boolean' });
  const format = formatOf(options, 'weights', 'f16');
  const text = await readText('file', need(options, 'file', 'the text to read'));
  const folder = await openFolder('model', need(options, 'model', 'a folder, or pocket'));
  return withDevice(options, async (device) => {
    const json = await measure(modelOf(device, folder, format), text, options);
    const { nll, perplexity, tokens } = json;
    const lines = `perplexity ${perplexity.toFixed(4)}  nll ${nll.toFixed(6)} nats/token  ${tokens} tokens`;
    return { json, text: lines, asJson: options['json'] === true };
  });
}
