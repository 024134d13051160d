import { describe, expect, it } from 'vitest';
import { breakLines, describeToken, lineOf, moveToken, tokenFace, tokenTable } from './layout';

const words = {
  position: 'position',
  token: 'token',
  tokenId: 'id',
  bytes: 'bytes',
  value: 'value',
  mark: 'mark',
  partialCharacter: 'part of',
  tokenKeys: '',
  noData: '',
};
const part = { text: '', id: 7, bytes: [0xe9, 0xbb], partial: { have: 2, need: 3, char: '黑' } };

describe('tokenFace', () => {
  it('makes spaces and line ends visible', () =>
    expect(tokenFace({ text: ' the\n' })).toEqual({ text: '·the↵', part: null }));
  it('shows bytes and the character they belong to, never �', () => {
    expect(tokenFace(part)).toEqual({ text: 'E9 BB', part: '2/3 黑' });
    expect(tokenFace({ ...part, text: 'a' }).text).toBe('a E9 BB');
  });
  it('shows an empty token as such', () => expect(tokenFace({ text: '' }).text).toBe('∅'));
});

describe('breakLines', () => {
  const never = (): boolean => false;
  it('fills lines greedily, gaps counted', () => {
    expect(breakLines(5, () => 30, never, 64, 2)).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
      { start: 4, end: 5 },
    ]);
  });
  it('gives an overlong token its own line', () => {
    expect(breakLines(3, (i) => (i === 1 ? 500 : 20), never, 64, 2)).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
      { start: 2, end: 3 },
    ]);
  });
  it('follows the line ends of the text', () => {
    expect(
      breakLines(
        4,
        () => 10,
        (i) => i === 1,
        100,
        2,
      ),
    ).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
  });
  it('covers every token once', () => {
    const lines = breakLines(
      20_000,
      (i) => 8 + ((i * 7919) % 60),
      (i) => i % 91 === 0,
      700,
      2,
    );
    expect(lines[0]?.start).toBe(0);
    expect(lines.at(-1)?.end).toBe(20_000);
    lines.forEach((line, i) => i > 0 && expect(line.start).toBe(lines[i - 1]?.end));
  });
  it('makes no lines of nothing', () => expect(breakLines(0, () => 1, never, 64, 2)).toEqual([]));
});

describe('moving', () => {
  const lines = [
    { start: 0, end: 4 },
    { start: 4, end: 6 },
    { start: 6, end: 10 },
  ];
  it('lineOf', () => expect([0, 3, 4, 9, 10].map((at) => lineOf(lines, at))).toEqual([0, 0, 1, 2, -1]));
  it.each([
    ['ArrowLeft', false, 0, 0],
    ['ArrowRight', false, 9, 9],
    ['ArrowDown', false, 3, 5],
    ['ArrowUp', false, 7, 5],
    ['ArrowUp', false, 1, 1],
    ['Home', false, 8, 6],
    ['End', false, 0, 3],
    ['Home', true, 8, 0],
    ['End', true, 0, 9],
  ])('%s, control %s: %d → %d', (key, control, from, to) =>
    expect(moveToken(key, control, from, 10, lines)).toBe(to),
  );
  it('leaves other keys alone', () => expect(moveToken('Enter', false, 0, 10, lines)).toBeNull());
});

it('describeToken says everything there is to say', () => {
  expect(
    describeToken(
      { text: ' the', id: 262, bytes: [0x20, 0x74] },
      3,
      { words, heat: [0, 0, 0, 0.5], heatName: 'KL' },
      'first',
    ),
  ).toBe('position 3 · ·the · id 262 · bytes 20 74 · KL 0.5 · first');
  expect(describeToken(part, 0, { words })).toBe('position 0 · part of 2/3 黑 · id 7 · bytes E9 BB');
});

it('the table has a column for what there is', () => {
  const table = tokenTable({
    tokens: [part, { text: ' a' }],
    words,
    heat: [0.25],
    marks: [{ index: 1, label: 'here' }],
  });
  expect(table.columns.map(({ name }) => name)).toEqual([
    'position',
    'token',
    'id',
    'bytes',
    'value',
    'mark',
  ]);
  expect(table.rows).toEqual([
    [0, 'E9 BB (2/3 黑)', 7, 'E9 BB', 0.25, null],
    [1, '·a', null, null, null, 'here'],
  ]);
});
