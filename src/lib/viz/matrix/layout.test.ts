import { expect, it } from 'vitest';
import { heatColours, matrixTable, reachOf } from './layout';

it('reachOf is symmetric and never 0', () => {
  expect([reachOf([-3, 1]), reachOf([0, 0]), reachOf([]), reachOf([NaN, 2])]).toEqual([3, 1, 1, 2]);
});

it('heatColours: opposite signs differ, zero is neutral, NaN has none', () => {
  const [minus, zero, plus] = [-1, 0, 1].map((value) => heatColours(value, 1, false));
  expect(minus?.paper).not.toBe(plus?.paper);
  expect([minus?.ink, zero?.ink, plus?.ink]).toEqual(['#ffffff', '#000000', '#ffffff']);
  expect(heatColours(NaN, 1, false)).toBeNull();
});

it('the table leaves absent cells empty', () => {
  const table = matrixTable(
    [1, 2, 3, 4],
    2,
    2,
    { rows: ['q0', 'q1'], corner: 'scores' },
    (row, col) => col > row,
  );
  expect(table.columns.map(({ name }) => name)).toEqual(['scores', '0', '1']);
  expect(table.rows).toEqual([
    ['q0', 1, null],
    ['q1', 3, 4],
  ]);
});
