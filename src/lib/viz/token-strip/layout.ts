// Tokens broken into lines, the lines in view, and what each token says. Pure: widths come in as numbers.
import type { FigureTable } from '../figure';
import { formatNumber } from '../number';
import { hexBytes, visibleText } from '../token-text';
import type { StripToken, TokenStripProps } from './props';

/** Tokens [start, end) stand on one line. */
export interface Line {
  start: number;
  end: number;
}

/** What a token shows: its text, or «E9 BB 2/3 黑» when it holds a part of a character. */
export interface TokenFace {
  text: string;
  /** `2/3 黑` */
  part: string | null;
}

export function tokenFace(token: StripToken): TokenFace {
  const { partial } = token;
  if (!partial) return { text: visibleText(token.text) || '∅', part: null };
  const bytes = token.bytes ? hexBytes(token.bytes) : '';
  // Text and a part of a character can share a token: the whole characters are shown, then the bytes.
  const whole = token.text === '' ? '' : visibleText(token.text);
  return {
    text: [whole, bytes].filter((part) => part !== '').join(' '),
    part: `${partial.have}/${partial.need} ${partial.char}`,
  };
}

/** A token after which the text itself goes to a new line. */
export const breaksLine = (token: StripToken): boolean => token.text.endsWith('\n');

/** Greedy line breaking by width; a token wider than the room has a line of its own. */
export function breakLines(
  count: number,
  widthOf: (index: number) => number,
  breaksAfter: (index: number) => boolean,
  room: number,
  gap: number,
): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let used = 0;
  for (let i = 0; i < count; i++) {
    const width = widthOf(i);
    if (i > start && used + gap + width > room) {
      lines.push({ start, end: i });
      start = i;
      used = 0;
    }
    used += width + (i > start ? gap : 0);
    if (breaksAfter(i)) {
      lines.push({ start, end: i + 1 });
      start = i + 1;
      used = 0;
    }
  }
  if (start < count) lines.push({ start, end: count });
  return lines;
}

/** The line that holds a token, by halving; −1 when none does. */
export function lineOf(lines: readonly Line[], index: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const line = lines[middle] as Line;
    if (index < line.start) high = middle - 1;
    else if (index >= line.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Where a key moves the active token; null when the key is not the strip's. */
export function moveToken(
  key: string,
  control: boolean,
  at: number,
  count: number,
  lines: readonly Line[],
): number | null {
  const line = lineOf(lines, at);
  const here = lines[line] ?? { start: 0, end: count };
  const vertical = (to: Line | undefined): number =>
    to ? Math.min(to.end - 1, to.start + (at - here.start)) : at;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return vertical(lines[line - 1]);
    case 'ArrowDown':
      return vertical(lines[line + 1]);
    case 'PageUp':
      return vertical(lines[Math.max(0, line - 8)]);
    case 'PageDown':
      return vertical(lines[Math.min(lines.length - 1, line + 8)]);
    case 'Home':
      return control ? 0 : here.start;
    case 'End':
      return control ? count - 1 : here.end - 1;
    default:
      return null;
  }
}

type Names = Pick<TokenStripProps, 'words' | 'heat' | 'heatName' | 'format'>;

/** One token in words: for the tooltip, the screen reader and the readout. */
export function describeToken(token: StripToken, index: number, names: Names, mark?: string): string {
  const { words, heat, heatName, format = formatNumber } = names;
  const face = tokenFace(token);
  const value = heat?.[index];
  return [
    `${words.position} ${index}`,
    face.part === null ? face.text : `${words.partialCharacter} ${face.part}`,
    token.id === undefined ? '' : `${words.tokenId} ${token.id}`,
    token.bytes ? `${words.bytes} ${hexBytes(token.bytes)}` : '',
    value === undefined || !Number.isFinite(value) ? '' : `${heatName ?? words.value} ${format(value)}`,
    mark ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

export function tokenTable(props: Pick<TokenStripProps, 'tokens' | 'marks'> & Names): FigureTable {
  const { tokens, words, heat, heatName, marks = [] } = props;
  const marked = new Map(marks.map(({ index, label }) => [index, label]));
  return {
    columns: [
      { name: words.position, numeric: true },
      { name: words.token, numeric: false },
      { name: words.tokenId, numeric: true },
      { name: words.bytes, numeric: false },
      ...(heat ? [{ name: heatName ?? words.value, numeric: true }] : []),
      ...(marked.size > 0 ? [{ name: words.mark, numeric: false }] : []),
    ],
    rows: tokens.map((token, i) => {
      const face = tokenFace(token);
      return [
        i,
        face.part === null ? face.text : `${face.text} (${face.part})`,
        token.id ?? null,
        token.bytes ? hexBytes(token.bytes) : null,
        ...(heat ? [heat[i] ?? null] : []),
        ...(marked.size > 0 ? [marked.get(i) ?? null] : []),
      ];
    }),
  };
}
