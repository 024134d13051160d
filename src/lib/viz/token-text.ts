// How text is written on screen when every character matters: spaces, line ends and controls get a visible sign,
// half a surrogate pair its code, and nothing ever turns into �.

const signs: Readonly<Record<string, string>> = {
  ' ': '·',
  '\n': '↵',
  '\r': '␍',
  '\t': '⇥',
  '\u00a0': '⍽',
  '\u3000': '□',
};

/** Controls, zero-width and direction marks, private use: invisible or unpredictable, so shown by code. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u;

const code = (char: string): string =>
  `\\u${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;

const isLoneSurrogate = (char: string): boolean => char.length === 1 && char >= '\ud800' && char <= '\udfff';

function sign(char: string): string {
  const known = signs[char];
  if (known !== undefined) return known;
  // A joiner inside an emoji is part of the picture; alone it is a code. U+FE0F is kept for the same reason.
  return isLoneSurrogate(char) || hidden.test(char) ? code(char) : char;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Text with every character visible. */
export function visibleText(text: string): string {
  // Nearly every token: ASCII and common Chinese, where only the space needs a sign.
  if (/^[ -~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/.test(text)) return text.replaceAll(' ', '·');
  let shown = '';
  for (const { segment } of graphemes.segment(text))
    shown +=
      [...segment].length > 1 && /\p{Extended_Pictographic}/u.test(segment)
        ? segment
        : [...segment].map(sign).join('');
  return shown;
}

/** `E9 BB 91` */
export const hexBytes = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/** East Asian wide and emoji characters take two columns of a mono face. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Width in columns of a mono face: 1 for Latin, 2 for Chinese. */
export function columnWidth(text: string): number {
  let width = 0;
  for (const char of text) width += wide.test(char) ? 2 : 1;
  return width;
}

/** At most `columns` wide; what is cut is replaced by one «…». */
export function truncate(text: string, columns: number): string {
  if (columnWidth(text) <= columns) return text;
  let shown = '';
  let width = 1;
  for (const char of text) {
    width += columnWidth(char);
    if (width > columns) break;
    shown += char;
  }
  return `${shown}…`;
}
