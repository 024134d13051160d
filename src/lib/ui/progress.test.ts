import { expect, it } from 'vitest';
import { shareDone, timeLeftMs } from './progress';

it('timeLeftMs', () => {
  expect(timeLeftMs(25, 100, 50)).toBe(1500);
  expect(timeLeftMs(25, 100, 0)).toBeNull();
  expect(timeLeftMs(25, undefined, 50)).toBeNull();
  expect(timeLeftMs(100, 100, 50)).toBeNull();
});

it('shareDone stays within its bar', () => {
  expect([
    shareDone(1, 4),
    shareDone(9, 4),
    shareDone(-1, 4),
    shareDone(1, 0),
    shareDone(1, undefined),
  ]).toEqual([0.25, 1, 0, null, null]);
});
