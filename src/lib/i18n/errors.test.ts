// Every failure says three things in both languages, and shows the data it was given.
import { describe, expect, it } from 'vitest';
import { describeFailure, errorCodes } from './errors';
import { formatBytes, formatCount, formatMs, formatPercent, toDigits } from './numbers';

describe('failures', () => {
  it.each(errorCodes)('%s has whole sentences without data', (code) => {
    const words = describeFailure({ code, data: {} });
    for (const text of Object.values(words)) {
      expect(text.en).toMatch(/[.]$/);
      expect(text['zh-CN']).toMatch(/。$/);
      expect(text.en + text['zh-CN']).not.toMatch(/undefined|\[object|\s{2}/);
    }
  });

  it('show their data, and only their own keys', () => {
    const data = { file: 'model.safetensors', expected: 8_000_000, got: 4_096, offset: 4_096 };
    const { what, why } = describeFailure({ code: 'file-truncated', data });
    expect(what['zh-CN']).toContain('model.safetensors');
    expect(why.en).toBe('Expected 8000000, found 4096, at byte 4096.');
    expect(describeFailure({ code: 'unexpected', data: {} }).why.en).toBe('The message was: none.');
  });
});

describe('numbers', () => {
  it('carry units and sensible digits', () => {
    expect([0, 999, 1000, 1234, 999_600, 45_600_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '1.23 kB',
      '1 MB',
      '45.6 MB',
    ]);
    expect([0.4234, 85.4, 1620, 200_000].map(formatMs)).toEqual(['0.42 ms', '85 ms', '1.62 s', '3 min 20 s']);
    expect(formatPercent(0.8731)).toBe('87.3%');
    expect(formatCount(1234567)).toBe('1\u202f234\u202f567');
    expect(toDigits(0.00001234)).toBe('1.23e-5');
  });
});
