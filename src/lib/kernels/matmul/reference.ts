/** matmul in plain loops, accumulating in f64. Not the textbook's three loops: the inner one runs along memory. */
import type { Values } from '../../base/dtype';

/** How a product lies in memory: y[m, n] = Σₖ a[m·aRow + k·aInner] · b[k·bInner + n·bColumn]. */
export interface MatmulLayout {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly aRow: number;
  readonly aInner: number;
  readonly bInner: number;
  readonly bColumn: number;
}

/** y = a · b for any of the four layouts. */
export function matmulForward(a: Values, b: Values, y: Values, layout: MatmulLayout): void {
  const { rows, columns, inner } = layout;
  const row = new Float64Array(inner);
  const sums = new Float64Array(columns);
  for (let m = 0; m < rows; m++) {
    for (let k = 0; k < inner; k++) row[k] = a[m * layout.aRow + k * layout.aInner]!;
    if (layout.bColumn === 1) addRows(row, b, sums, layout);
    else multiplyColumns(row, b, sums, layout);
    y.set(sums, m * columns);
  }
}

/** b as [inner, columns]: sums += row[k] · b[k, :], four k at a time. */
function addRows(row: Float64Array, b: Values, sums: Float64Array, layout: MatmulLayout): void {
  const { columns, inner, bInner } = layout;
  sums.fill(0);
  let k = 0;
  for (; k + 4 <= inner; k += 4) {
    const [w0, w1, w2, w3] = [row[k]!, row[k + 1]!, row[k + 2]!, row[k + 3]!];
    const b0 = k * bInner;
    const b1 = b0 + bInner;
    const b2 = b1 + bInner;
    const b3 = b2 + bInner;
    for (let n = 0; n < columns; n++)
      sums[n]! += w0 * b[b0 + n]! + w1 * b[b1 + n]! + w2 * b[b2 + n]! + w3 * b[b3 + n]!;
  }
  for (; k < inner; k++) {
    const w = row[k]!;
    for (let n = 0; n < columns; n++) sums[n]! += w * b[k * bInner + n]!;
  }
}

/** b as [columns, inner]: each sum is a dot product, four columns at a time. */
function multiplyColumns(row: Float64Array, b: Values, sums: Float64Array, layout: MatmulLayout): void {
  const { columns, inner, bColumn } = layout;
  let n = 0;
  for (; n + 4 <= columns; n += 4) {
    const b0 = n * bColumn;
    const b1 = b0 + bColumn;
    const b2 = b1 + bColumn;
    const b3 = b2 + bColumn;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0; k < inner; k++) {
      const w = row[k]!;
      s0 += w * b[b0 + k]!;
      s1 += w * b[b1 + k]!;
      s2 += w * b[b2 + k]!;
      s3 += w * b[b3 + k]!;
    }
    sums[n] = s0;
    sums[n + 1] = s1;
    sums[n + 2] = s2;
    sums[n + 3] = s3;
  }
  for (; n < columns; n++) {
    let s = 0;
    for (let k = 0; k < inner; k++) s += row[k]! * b[n * bColumn + k]!;
    sums[n] = s;
  }
}
