import { describe, expect, it } from 'vitest';
import { columnWidth, hexBytes, truncate, visibleText } from './token-text';

describe('visibleText', () => {
  it.each([
    [' the', '·the'],
    ['a\nb\r\n', 'a↵b␍↵'],
    ['\tx', '⇥x'],
    ['黑夜', '黑夜'],
    ['\u3000他', '□他'],
    ['\ud83d', '\\uD83D'],
    ['a\u0000b', 'a\\u0000b'],
    ['a\u200bb', 'a\\u200Bb'],
    ['👩‍🔬', '👩‍🔬'],
    ['é', 'é'],
    ['', ''],
  ])('%j → %s', (raw, shown) => expect(visibleText(raw)).toBe(shown));

  it('never lets a replacement character appear by itself', () => {
    for (const raw of ['\ud83d\ude00', '\ude00\ud83d', 'x\udfff'])
      expect(visibleText(raw)).not.toContain('\ufffd');
  });
});

it('hexBytes', () => expect(hexBytes(new Uint8Array([0xe9, 0xbb, 0x01]))).toBe('E9 BB 01'));

it('columnWidth counts Chinese double', () =>
  expect([columnWidth('·cat'), columnWidth('黑猫a'), columnWidth('😀')]).toEqual([4, 5, 2]));

describe('truncate', () => {
  it('leaves what fits', () => expect(truncate('黑猫', 4)).toBe('黑猫'));
  it('cuts by columns, not by code units', () => {
    expect(truncate('黑猫白狗', 6)).toBe('黑猫…');
    expect(truncate('abcdef', 4)).toBe('abc…');
    expect(truncate('😀😀😀', 4)).toBe('😀…');
  });
});
