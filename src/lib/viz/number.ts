// Numbers as figures show them: a few significant digits, a true minus sign, powers of ten when it helps.

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = (exponent: number): string =>
  `${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('')}`;

/** `0.2134`, `−1.5`, `12 340`, `3.2×10⁻⁷`: at most `digits` significant digits, no padding zeros. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  const minus = value < 0 ? '−' : '';
  if (size >= 1e7 || size < 1e-4) {
    const [mantissa, exponent] = size.toExponential(Math.max(0, digits - 2)).split('e') as [string, string];
    const short = String(Number(mantissa));
    return `${minus}${short === '1' ? '' : `${short}×`}10${power(Number(exponent))}`;
  }
  const plain = Number.isInteger(value) ? Math.abs(value) : size;
  const [whole, fraction] = String(plain).split('.') as [string, string?];
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') : whole;
  return `${minus}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** With its sign: `+0.2`, `−3`, `0`. */
export const formatDelta = (value: number, format: (value: number) => string = formatNumber): string =>
  value > 0 ? `+${format(value)}` : format(value);

/** Smallest and largest finite value; null when there is none. */
export function extentOf(values: ArrayLike<number>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}
