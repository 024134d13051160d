/** From text to what a training run eats: a tokenizer trained on it, and two streams of ids. */
import { GlassboxError } from '../base/errors';
import { tales, type TaleLang } from '../data/tales';
import { tokenizerFromTraining, type BpeTokenizer } from '../tokenizers/bpe/encode';
import { trainBpe } from '../tokenizers/bpe/train';

/** Which text, in few words: enough to make it again. */
export type CorpusChoice =
  | { readonly kind: 'tales'; readonly lang: TaleLang; readonly seed: number; readonly count: number }
  | { readonly kind: 'text'; readonly text: string };

export interface Corpus {
  readonly tokenizer: BpeTokenizer;
  /** Ids to train on, and ids never trained on. */
  readonly train: Uint32Array;
  readonly heldOut: Uint32Array;
  readonly characters: number;
}

export interface CorpusOptions {
  /** Tokens of the byte-level BPE that is trained on the text: 256 bytes and merges. */
  readonly vocabSize: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (merges: number, total: number) => void;
}

/** Pasted text: its last tenth is held out. Tales: the generator's held-out combinations are. */
const HELD_OUT_SHARE = 0.1;
const MAX_CHARACTERS = 2_000_000;

/** @throws GlassboxError text-empty | text-too-long | text-lone-surrogate | cancelled */
export async function prepareCorpus(choice: CorpusChoice, options: CorpusOptions): Promise<Corpus> {
  const { train, heldOut } = textsOf(choice);
  const trained = await trainBpe(train, options.vocabSize, options);
  const tokenizer = tokenizerFromTraining(trained, []);
  return {
    tokenizer,
    train: Uint32Array.from(tokenizer.encode(train)),
    heldOut: Uint32Array.from(tokenizer.encode(heldOut)),
    characters: train.length + heldOut.length,
  };
}

function textsOf(choice: CorpusChoice): { train: string; heldOut: string } {
  if (choice.kind === 'tales') {
    const { lang, seed, count } = choice;
    const write = (split: 'train' | 'held-out', n: number) =>
      tales
        .generate(seed, n, { split, langs: [lang] })
        .map(({ text }) => text)
        .join('\n\n');
    return { train: write('train', count), heldOut: write('held-out', Math.ceil(count * HELD_OUT_SHARE)) };
  }
  const { text } = choice;
  if (text.trim() === '') throw new GlassboxError('text-empty', 'There is no text to train on.');
  if (text.length > MAX_CHARACTERS)
    throw new GlassboxError('text-too-long', `${text.length} characters, at most ${MAX_CHARACTERS}.`, {
      characters: text.length,
      most: MAX_CHARACTERS,
    });
  const characters = [...text];
  const cut = Math.floor(characters.length * (1 - HELD_OUT_SHARE));
  return { train: characters.slice(0, cut).join(''), heldOut: characters.slice(cut).join('') };
}
