/** Tokens as people look at them: id, bytes, text, and which part of which character a cut token holds. */
import { charParts } from './bytes';
import type { Tokenizer } from './tokenizer';

export interface TokenPiece {
  readonly id: number;
  readonly bytes: readonly number[];
  /** Whole characters of the token; empty when it only holds a part of one. */
  readonly text: string;
  /** The cut character, if any: this token has `have` of its `need` bytes. */
  readonly partial?: { readonly have: number; readonly need: number; readonly char: string };
  /** A special token such as `<|bos|>`. */
  readonly special?: boolean;
}

/** One piece for each id, characters cut between neighbours recognised. @throws RangeError on an unknown id */
export function describeTokens(
  tokenizer: Pick<Tokenizer, 'specials' | 'tokenBytes'>,
  ids: readonly number[],
): TokenPiece[] {
  const special = new Map(tokenizer.specials.map(({ id, text }) => [id, text]));
  const bytes = ids.map((id) => tokenizer.tokenBytes(id));
  return charParts(bytes).map((parts, i): TokenPiece => {
    const id = ids[i]!;
    const plain = { id, bytes: [...bytes[i]!] };
    if (special.has(id)) return { ...plain, text: special.get(id)!, special: true };
    const whole = parts.filter(({ char, from, to, of }) => char !== null && from === 0 && to === of);
    const cut = parts.find(({ char, from, to, of }) => char !== null && to - from < of);
    const text = whole.map(({ char }) => char).join('');
    return cut
      ? { ...plain, text, partial: { have: cut.to - cut.from, need: cut.of, char: cut.char! } }
      : { ...plain, text };
  });
}
