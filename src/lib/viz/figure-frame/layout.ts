// File names of what a frame saves. Pure.

/** A name every file system takes: letters of any script, digits, `-`, `_`; never empty, at most 80 characters. */
export function fileStem(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...safe].slice(0, 80).join('') || 'figure';
}
