/** Cases of cache-write: one element, one row, many rows, the last row, rows that do not fit. */
import { defineCases, normal } from '../cases';
import { cacheWrite } from '.';

export default [
  defineCases(cacheWrite, [
    { name: 'one element', inputs: [normal([1, 1]), normal([1, 1, 1])], attrs: { position: 0 } },
    {
      name: 'one row',
      inputs: [normal([19, 24]), normal([1, 1, 24])],
      attrs: { position: { scalar: 'position' } },
      scalars: { position: 18 },
      receipt: true,
    },
    { name: 'many rows', inputs: [normal([50, 33], 1e20), normal([31, 33], 1e20)], attrs: { position: 7 } },
    { name: 'rows that do not fit', inputs: [normal([8, 5]), normal([1, 6, 5])], attrs: { position: 4 } },
    {
      name: 'large',
      inputs: [normal([1024, 512]), normal([1, 512, 512])],
      attrs: { position: 512 },
      benchmark: true,
    },
  ]),
];
