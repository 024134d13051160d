/** How a text becomes what a model reads, and how a long one is cut. One definition for pages, CLI and tests. */
import type { Tokenizer } from '../tokenizers/tokenizer';

/** The tokens a text stands between in training, where the tokenizer has them. */
export const boundariesOf = (tokenizer: Tokenizer): { bos?: number; eos?: number } => ({
  bos: tokenizer.specialId('<|bos|>'),
  eos: tokenizer.specialId('<|eos|>'),
});

/** Ids of a prompt as the model saw texts begin: `<|bos|>` first, where there is one. @throws GlassboxError text-lone-surrogate */
export function promptIds(tokenizer: Tokenizer, text: string): number[] {
  const { bos } = boundariesOf(tokenizer);
  const ids = tokenizer.encode(text);
  return bos === undefined ? ids : [bos, ...ids];
}

/** What the model reads, and the token that follows each: equally long. */
export interface TextWindow {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

/**
 * Cuts a text into windows of at most `context` tokens, one behind the other, without overlap. With `bos` every
 * window begins with it and every token is predicted once; without it the text's first token is not predicted.
 */
export function textWindows(ids: readonly number[], context: number, bos?: number): TextWindow[] {
  const windows: TextWindow[] = [];
  for (let at = 0; at < ids.length; at += context) {
    const first = bos === undefined ? at + 1 : at;
    const targets = ids.slice(first, first + context);
    const inputs = bos === undefined ? ids.slice(at, at + context) : [bos, ...ids.slice(at, at + context)];
    if (targets.length > 0) windows.push({ inputs: inputs.slice(0, targets.length), targets });
  }
  return windows;
}
