// Numbers as people type them, in both languages' habits.
import { describe, expect, it } from 'vitest';
import { readTyped } from './typed-number';

describe('a typed number', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['12', 12],
    ['-0.5', -0.5],
    ['−3', -3],
    ['0,25', 0.25],
    ['0，25', 0.25],
    ['1 024', 1024],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['+2E6', 2e6],
  ])('%j is %j', (text, value) => expect(readTyped(text)).toBe(value));

  it.each(['-', '1.2.3', '1,2,3', 'abc', '0x10', '1e', 'Infinity', '1e999', '３'])('%j is none', (text) =>
    expect(readTyped(text)).toBeUndefined(),
  );
});
