/** What every tokenizer offers to the rest of the runtime, whatever its algorithm. */

export interface SpecialToken {
  id: number;
  /** As written in text, e.g. `<|bos|>`. */
  text: string;
}

export interface Tokenizer {
  readonly vocabSize: number;
  readonly specials: readonly SpecialToken[];
  /**
   * Token ids of a text; no special token is added, and none is recognised in the text. `''` gives `[]`.
   * @throws GlassboxError `text-lone-surrogate` with `position` (UTF-16 index)
   */
  encode(text: string): number[];
  /** The text of ids; bytes that are no UTF-8 become U+FFFD, special tokens their text. @throws RangeError */
  decode(ids: ArrayLike<number>): string;
  /** The bytes a token stands for (a special token: its text's bytes). @throws RangeError on an unknown id */
  tokenBytes(id: number): Uint8Array;
  /** A token's bytes read alone as UTF-8, with U+FFFD where a character is cut. */
  tokenText(id: number): string;
  /** The id of a special token by its text, e.g. `<|eos|>`. */
  specialId(text: string): number | undefined;
}
