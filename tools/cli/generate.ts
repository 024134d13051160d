/** `generate`: continues a prompt, which is read behind `<|bos|>` where the tokenizer has one. */
import { createDecoder } from '../../src/lib/infer/decoder';
import { generate } from '../../src/lib/infer/generate';
import { boundariesOf, promptIds } from '../../src/lib/infer/windows';
import { GlassboxError } from '../../src/lib/base/errors';
import type { LanguageModel } from '../../src/lib/models/language-model';
import { need, numberOf, readOptions, UsageError, type Options } from './arguments';
import { withDevice } from './device';
import { openFolder } from './files';
import { formatOf, modelOf } from './model';
import type { CommandResult } from './output';

interface Wish {
  readonly prompt: string;
  readonly tokens: number;
  readonly seed: number;
  readonly sampling: { temperature: number; topK?: number; topP?: number };
}

function wishOf(options: Options): Wish {
  const prompt = options['prompt'];
  if (typeof prompt !== 'string') throw new UsageError('--prompt is missing: the text to continue');
  need(options, 'tokens', 'how many tokens to add at most');
  return {
    prompt,
    tokens: numberOf(options, 'tokens', { least: 1, whole: true }, 1),
    seed: numberOf(options, 'seed', { least: 0, most: 2 ** 32 - 1, whole: true }, 0),
    sampling: {
      temperature: numberOf(options, 'temperature', { least: 0, most: 100 }, 1),
      topK: numberOf(options, 'top-k', { least: 1, whole: true }, undefined),
      topP: numberOf(options, 'top-p', { least: 1e-6, most: 1 }, undefined),
    },
  };
}

async function continued(model: LanguageModel, { prompt, tokens, seed, sampling }: Wish) {
  const { bos, eos } = boundariesOf(model.tokenizer);
  const ids = promptIds(model.tokenizer, prompt);
  if (ids.length === 0)
    throw new GlassboxError('text-empty', 'The prompt is empty: there is no token to read.');
  const decoder = createDecoder(model);
  const made: number[] = [];
  // Compiles the one-token program, so that the rate is that of decoding.
  await decoder.advance(ids.slice(0, 1));
  let first = 0;
  const stop = eos === undefined ? [] : [eos];
  for await (const { id } of generate(decoder, ids, { tokens, sampling, seed, stop })) {
    first ||= performance.now();
    if (id !== eos) made.push(id);
  }
  const seconds = (performance.now() - first) / 1000;
  decoder.dispose();
  const whole = [...ids.slice(bos === undefined ? 0 : 1), ...made];
  const text = model.tokenizer.decode(whole);
  // The first new token costs no decoding step: its logits came with the prompt.
  const tokensPerSecond = made.length > 1 && seconds > 0 ? (made.length - 1) / seconds : 0;
  return { text, ids: whole, tokensPerSecond, newTokens: made.length };
}

export async function runGenerate(args: readonly string[]): Promise<CommandResult> {
  const strings = ['model', 'prompt', 'tokens', 'seed', 'temperature', 'top-k', 'top-p', 'weights', 'group'];
  const options = readOptions(args, Object.fromEntries(strings.map((name) => [name, 'string' as const])));
  const wish = wishOf(options);
  const format = formatOf(options, 'weights', 'f16');
  const folder = await openFolder('model', need(options, 'model', 'a folder, or pocket'));
  return withDevice(options, async (device) => {
    const model = modelOf(device, folder, format);
    const { text, ids, tokensPerSecond, newTokens } = await continued(model, wish);
    const rate = `(${newTokens} new tokens, ${tokensPerSecond.toFixed(1)} tokens/s, ${device.label})`;
    const json = { text, ids, tokensPerSecond, newTokens };
    return { json, text: `${text}\n${rate}`, asJson: options['json'] === true };
  });
}
