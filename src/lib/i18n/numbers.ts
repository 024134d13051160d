// Numbers with units as both languages write them: sensible digits, a thin rule for each quantity.

/** Bytes with a decimal unit, three digits: `999 B`, `1.23 kB`, `45.6 MB`. */
export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = sizeBytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : toDigits(value)} ${units[unit]}`;
}

/** A duration with a unit: `0.42 ms`, `85 ms`, `1.62 s`, `3 min 20 s`. */
export function formatMs(elapsedMs: number): string {
  if (elapsedMs < 999.5) return `${elapsedMs < 10 ? toDigits(elapsedMs, 2) : Math.round(elapsedMs)} ms`;
  const seconds = elapsedMs / 1000;
  if (seconds < 59.95) return `${toDigits(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A share as a percentage: `0.12%`, `4.5%`, `87.3%`. */
export const formatPercent = (share: number): string => `${toDigits(share * 100)}%`;

/** A count with thin groups of three: `12 345`. */
export const formatCount = (count: number): string =>
  Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** Plain digits: `digits` significant ones, never an exponent between 1e-4 and 1e6. */
export function toDigits(value: number, digits = 3): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return value.toExponential(digits - 1);
  return String(Number(value.toPrecision(digits)));
}
