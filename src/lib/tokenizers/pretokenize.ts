/**
 * Pre-tokenizers: a regex cuts a text into pieces that merges never cross. Patterns use only what JavaScript
 * (flag u) and Oniguruma (Hugging Face's tokenizers) read alike, so that tokenizer.json carries them as they are.
 */
export interface PreTokenizer {
  /** A name of `PRE_TOKENIZERS`, or `custom`. */
  readonly name: string;
  /** The regex's source; every match is a piece, and so is what lies between matches. */
  readonly pattern: string;
}

/** Chinese words of grammar that stand alone, so that 把灯放在花园里 is cut as 把|灯|放|在|花园|里. */
const ZH_FUNCTION = '把在里上下了去到给从对说起又有几的谁和是走拿放留带交着那哪手听找丢问答个颗枚根片';
const HAN = '一-鿿';

export const PRE_TOKENIZERS = {
  /**
   * Ours. Letters keep one space before them; Chinese is cut at function words and at all punctuation, so that
   * no merge spans a clause; digits stand alone; line breaks stand apart from punctuation.
   */
  clauses: {
    name: 'clauses',
    pattern: ` ?(?:(?![${HAN}])\\p{L})+|[${ZH_FUNCTION}]|(?:(?![${ZH_FUNCTION}])[${HAN}])+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+`,
  },
  /** GPT-2's. Chinese runs on until punctuation or a space. @source Radford et al. 2019 */
  gpt2: {
    name: 'gpt2',
    pattern: `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+`,
  },
  /** Only at line breaks: merges may cross words, which shows why a pre-tokenizer is there. */
  lines: { name: 'lines', pattern: `\\n+` },
} as const satisfies Record<string, PreTokenizer>;

export type PreTokenizerName = keyof typeof PRE_TOKENIZERS;

/**
 * A pre-tokenizer from a regex's source; known patterns get their name back.
 * @throws SyntaxError when JavaScript does not read the pattern
 */
export function preTokenizerFromPattern(pattern: string): PreTokenizer {
  const known = Object.values(PRE_TOKENIZERS).find((pre) => pre.pattern === pattern);
  if (known) return known;
  new RegExp(pattern, 'gu');
  return { name: 'custom', pattern };
}

/** The pieces of a text, in order; joined they are the text. */
export function preTokenize(text: string, pre: PreTokenizer): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(pre.pattern, 'gu'))) {
    if (match[0] === '') continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
