/** dequantise in plain loops. */
import type { Values } from '../../base/dtype';
import { decodeRow, type WeightLayout } from '../shared/weights';

export function dequantiseForward(
  weight: Values,
  scales: Values | undefined,
  y: Values,
  layout: WeightLayout,
): void {
  const row = new Float64Array(layout.width);
  for (let n = 0; n < layout.rows; n++) {
    decodeRow(layout, weight, scales, n, row);
    y.set(row, n * layout.width);
  }
}
