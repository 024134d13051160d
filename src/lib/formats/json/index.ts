/** Reads JSON that somebody else wrote: size, depth and count are limited before anything is built. */
import { fileError, toBytes } from '../file-error';
import { scanJson, type JsonLimits } from './scan';

export { scanJson, type JsonLimits, type ScanOptions } from './scan';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface ReadJsonOptions extends Partial<JsonLimits> {
  file?: string | undefined;
  /** Default 16 MiB. */
  maxBytes?: number;
}

/**
 * The value of a UTF-8 JSON text (a byte order mark is allowed).
 * Defaults: 16 MiB, 64 levels, 500,000 values, `__proto__` refused.
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported with `{ file?, offset, expected, got }`
 */
export function readJson(source: ArrayBuffer | Uint8Array, options: ReadJsonOptions = {}): Json {
  const { file, maxBytes = 16 * 2 ** 20, maxDepth = 64, maxNodes = 500_000, protoKeys = 'refuse' } = options;
  const bytes = toBytes(source);
  if (bytes.length > maxBytes)
    throw fileError('file-unsupported', 'JSON file too large', {
      file,
      offset: maxBytes,
      expected: `at most ${maxBytes} bytes`,
      got: bytes.length,
    });
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.subarray(mark);
  scanJson(text, { file, base: mark, maxDepth, maxNodes, protoKeys });
  return JSON.parse(new TextDecoder().decode(text)) as Json;
}

/** Whether `value` is a JSON object (not an array, not null). */
export const isJsonObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
