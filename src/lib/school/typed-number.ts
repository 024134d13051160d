// Reads a number as people type it.

/**
 * @returns the number; null when nothing is typed; undefined when it is no finite number.
 * One decimal comma is a point, `−` is a minus, spaces are ignored.
 */
export function readTyped(text: string): number | null | undefined {
  const plain = text
    .replace(/[\s\u202f_]/g, '')
    .replace(/[−－]/g, '-')
    .replace(/[，,]/, '.')
    .replace(/。/, '.');
  if (plain === '') return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
