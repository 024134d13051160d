/**
 * The JSON header of a safetensors file, checked field by field: names, types, shapes and byte ranges that
 * agree with each other. Ranges against the file are `read.ts`'s work.
 */
import { isJsonObject, scanJson, type Json } from '../json';
import { fileError } from '../file-error';
import { dtypeBytes, isSafetensorsDType, type SafetensorsDType } from './dtypes';

export interface HeaderEntry {
  name: string;
  dtype: SafetensorsDType;
  shape: number[];
  /** Byte range within the data section. */
  begin: number;
  end: number;
  /** Where in the file this entry's name stands. */
  offset: number;
}

export interface Header {
  metadata: Record<string, string>;
  entries: HeaderEntry[];
}

/** Header bytes accepted: 16 MiB is a hundred times what a sharded 70B model needs. */
export const MAX_HEADER_BYTES = 16 * 2 ** 20;
const MAX_TENSORS = 65_536;
const MAX_RANK = 8;
/** Bytes before the header: its length as u64. */
export const PREFIX_BYTES = 8;

/**
 * @param bytes the header alone, as it stands after the eight length bytes
 * @throws GlassboxError file-malformed | file-unsupported
 */
export function parseHeader(bytes: Uint8Array, file?: string): Header {
  const offsets = new Map<string, number>();
  scanJson(bytes, {
    file,
    base: PREFIX_BYTES,
    maxDepth: 3,
    maxNodes: MAX_TENSORS * 16,
    protoKeys: 'refuse',
    endCode: 'file-malformed',
    onKey(key, depth, offset) {
      if (depth !== 1) return;
      const name = JSON.parse(new TextDecoder().decode(key)) as string;
      if (offsets.has(name))
        throw refusal(file, offset, `"${shorten(name)}" stands twice`, 'a new name', 'a repeated one');
      offsets.set(name, offset);
      if (offsets.size > MAX_TENSORS + 1)
        throw refusal(
          file,
          offset,
          'too many tensors',
          `at most ${MAX_TENSORS}`,
          offsets.size,
          'file-unsupported',
        );
    },
  });
  const root = JSON.parse(new TextDecoder().decode(bytes)) as Json;
  if (!isJsonObject(root))
    throw refusal(file, PREFIX_BYTES, 'the header is no object', 'an object', typeof root);
  const metadata = readMetadata(root['__metadata__'], offsets.get('__metadata__') ?? 0, file);
  offsets.delete('__metadata__');
  const entries = [...offsets].map(([name, offset]) => readEntry(name, root[name], offset, file));
  return { metadata, entries };
}

function readMetadata(value: Json | undefined, offset: number, file?: string): Record<string, string> {
  if (value === undefined) return {};
  if (!isJsonObject(value))
    throw refusal(file, offset, '__metadata__ is no object', 'an object', showJson(value));
  const metadata: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string')
      throw refusal(file, offset, `metadata "${shorten(key)}" is no text`, 'a string', showJson(text));
    metadata[key] = text;
  }
  return metadata;
}

function readEntry(name: string, value: Json | undefined, offset: number, file?: string): HeaderEntry {
  const label = `tensor "${shorten(name)}"`;
  const fail = (what: string, expected: string | number, got: string | number) =>
    refusal(file, offset, `${label}: ${what}`, expected, got);
  if (!isJsonObject(value)) throw fail('its entry is no object', 'an object', showJson(value));
  for (const field of Object.keys(value))
    if (!['dtype', 'shape', 'data_offsets'].includes(field))
      throw fail('unknown field', 'dtype, shape, data_offsets', shorten(field));
  const { dtype, shape, data_offsets: range } = value;
  if (typeof dtype !== 'string') throw fail('no dtype', 'a type name', showJson(dtype));
  if (!isSafetensorsDType(dtype))
    throw refusal(
      file,
      offset,
      `${label}: unknown dtype`,
      'F32, F16, BF16, I8 …',
      shorten(dtype),
      'file-unsupported',
    );
  if (!isSizes(shape)) throw fail('broken shape', 'a list of sizes', showJson(shape));
  if (shape.length > MAX_RANK)
    throw refusal(
      file,
      offset,
      `${label}: rank too high`,
      `at most ${MAX_RANK}`,
      shape.length,
      'file-unsupported',
    );
  if (!isSizes(range) || range.length !== 2)
    throw fail('broken data_offsets', '[begin, end]', showJson(range));
  const [begin, end] = range as [number, number];
  if (end < begin) throw fail('reversed data_offsets', `end ≥ ${begin}`, end);
  const size = sizeBytes(dtype, shape);
  if (size === undefined)
    throw fail('its shape overflows', 'at most 2^53 − 1 bytes', `[${shape.join(', ')}]`);
  if (end - begin !== size)
    throw fail(`${dtype} [${shape.join(', ')}] needs another range`, `${size} bytes`, end - begin);
  return { name, dtype, shape, begin, end, offset };
}

/** Bytes of the tensor, or undefined where a product passes 2^53, even if a later width is 0. */
function sizeBytes(dtype: SafetensorsDType, shape: readonly number[]): number | undefined {
  let size = dtypeBytes(dtype);
  for (const width of shape) {
    size *= width;
    if (!Number.isSafeInteger(size)) return undefined;
  }
  return size;
}

const isSizes = (value: Json | undefined): value is number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && (size as number) >= 0);

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const showJson = (value: Json | undefined): string =>
  value === undefined
    ? 'nothing'
    : shorten(Array.isArray(value) ? `[${value.slice(0, 10).join(', ')}]` : JSON.stringify(value));

function refusal(
  file: string | undefined,
  offset: number,
  message: string,
  expected: string | number,
  got: string | number,
  code: 'file-malformed' | 'file-unsupported' = 'file-malformed',
) {
  return fileError(code, message, { file, offset, expected, got });
}
