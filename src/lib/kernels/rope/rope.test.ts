/** What rope means: which elements pair up, which way they turn, and that only distance counts. */
import { expect, it } from 'vitest';
import { ropeForward } from './reference';

const settings = { steps: 1, heads: 1, headDim: 4, theta: 10000, position: 1 };
const turn = (x: number[], position: number) => {
  const y = new Float64Array(x.length);
  ropeForward(Float64Array.from(x), y, { ...settings, position });
  return [...y];
};

it('turns (x[i], x[i + D/2]) by position · θ^(−2i/D), as rotate_half does', () => {
  expect(turn([1, 0, 0, 0], 2)).toEqual([Math.cos(2), 0, Math.sin(2), 0]);
  expect(turn([0, 0, 0, 1], 2)[1]).toBeCloseTo(-Math.sin(0.02), 12);
  expect(turn([0, 0, 0, 1], 2)[3]).toBeCloseTo(Math.cos(0.02), 12);
});

it('makes a dot product depend on the distance only', () => {
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const [q, k] = [
    [0.3, -1.2, 0.7, 2],
    [1.1, 0.4, -0.5, 0.9],
  ];
  expect(dot(turn(q!, 9), turn(k!, 4))).toBeCloseTo(dot(turn(q!, 105), turn(k!, 100)), 12);
});
