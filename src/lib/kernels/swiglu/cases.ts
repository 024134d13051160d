/** Cases of swiglu and its gradients: one element, a tail, the pocket model's layer, overflow, magnitudes. */
import { defineCases, normal, uniform } from '../cases';
import { swiglu, swigluBackward } from '.';

const normals = (count: number, shape: number[], scale = 1) =>
  Array.from({ length: count }, () => normal(shape, scale));

export default [
  defineCases(swiglu, [
    { name: 'one element', inputs: normals(2, [1]), attrs: {} },
    { name: 'tail', inputs: normals(2, [3, 67], 3), attrs: {}, receipt: true },
    { name: 'large', inputs: normals(2, [512, 352]), attrs: {}, benchmark: true },
    { name: 'overflowing exponentials', inputs: [uniform([128], -1000, 1000), normal([128])], attrs: {} },
    {
      name: 'magnitudes',
      inputs: [normal([129], 1e10), normal([129], 1e20)],
      attrs: {},
      gradient: false /* as silu */,
    },
  ]),
  defineCases(swigluBackward, [
    { name: 'one element', inputs: normals(3, [1]), attrs: {} },
    { name: 'tail', inputs: normals(3, [3, 67], 3), attrs: {}, receipt: true },
    { name: 'large', inputs: normals(3, [512, 352]), attrs: {}, benchmark: true },
    {
      name: 'overflowing exponentials',
      inputs: [uniform([128], -1000, 1000), ...normals(2, [128])],
      attrs: {},
    },
    { name: 'magnitudes', inputs: normals(3, [129], 1e10), attrs: {} },
  ]),
];
