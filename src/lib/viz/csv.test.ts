import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { columnTitle, parseCsv, toCsv } from './csv';
import type { TableCell } from './figure';

describe('CSV', () => {
  it('writes the expected bytes', () => {
    const csv = toCsv({
      columns: [{ name: 'token' }, { name: 'loss', unit: 'nats' }],
      rows: [
        ['a "b",\n', 0.1],
        ['12', null],
      ],
    });
    expect(csv).toBe('"token","loss (nats)"\r\n"a ""b"",\n",0.1\r\n"12",\r\n');
  });
  it('keeps text that looks like a number as text', () => {
    const { rows } = parseCsv(toCsv({ columns: [{ name: 'x' }], rows: [['1e3'], [1e3]] }));
    expect(rows).toEqual([['1e3'], [1000]]);
  });
  it('skips a byte-order mark and accepts bare line feeds', () => {
    expect(parseCsv('\ufeff"a","b"\n1,2\n')).toEqual({ columns: ['a', 'b'], rows: [[1, 2]] });
  });
  it('names where a cell is not closed', () => {
    expect(() => parseCsv('"a"\r\n"b')).toThrow('character 5');
  });
  it('gives back any table', () => {
    const cell = fc.oneof(
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.constant(null),
    ) as fc.Arbitrary<TableCell>;
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }).map((rows) => ({
        columns: Array.from({ length: width }, (_, i) => ({ name: `c${i}` })),
        rows,
      })),
    );
    // A row of one empty cell is an empty line, which no CSV can tell from nothing: excluded.
    const fits = table.filter(({ rows }) => !rows.some((row) => row.length === 1 && row[0] === null));
    fc.assert(
      fc.property(fits, (t) => {
        const back = parseCsv(toCsv(t));
        expect(back.columns).toEqual(t.columns.map(columnTitle));
        expect(back.rows).toEqual(t.rows);
      }),
    );
  });
});
