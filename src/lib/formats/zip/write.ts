/** Writes a zip archive: same entries and date, same bytes. */
import { zipSync, type Zippable } from 'fflate';

/** Names whose bytes do not shrink are stored: weights and archives cost time and give nothing. */
const STORED = /\.(bin|zip|png|safetensors)$/;

/**
 * @param entries names are plain relative paths
 * @param date stamped on every entry (1980 … 2099)
 * @throws Error when a name repeats
 */
export function writeZip(
  entries: Iterable<readonly [name: string, bytes: Uint8Array]>,
  date: Date,
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const [name, bytes] of entries) {
    if (Object.hasOwn(files, name)) throw new Error(`writeZip: the name "${name}" repeats`);
    files[name] = [bytes, { level: STORED.test(name) ? 0 : 6 }];
  }
  return zipSync(files, { mtime: date });
}
