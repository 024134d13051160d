/** cast-f16 in plain loops. */
import type { Values } from '../../base/dtype';
import { packHalf } from '../../base/half';

export const castF16Forward = (x: Values, y: Values, [rows, width]: [number, number]): void =>
  y.set(packHalf(x, rows, width));
