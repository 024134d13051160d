/** Cases of fill: one element, a tail, a value named at run time. */
import { defineCases } from '../cases';
import { fill } from '.';

export default [
  defineCases(fill, [
    { name: 'one element', inputs: [], attrs: { shape: [], value: 1 } },
    { name: 'tail', inputs: [], attrs: { shape: [3, 67], value: -2.5 }, receipt: true },
    { name: 'scalar', inputs: [], attrs: { shape: [70000], value: { scalar: 'x' } }, scalars: { x: 3e20 } },
  ]),
];
