/**
 * Reads a safetensors file without copying its data: every tensor is a view of the bytes given.
 * Layout: u64 header length · JSON header · data, which the tensors cover completely and without overlap.
 * `@source` the safetensors format description, github.com/huggingface/safetensors
 */
import { fileError, toBytes } from '../file-error';
import type { SafeTensor } from './dtypes';
import { MAX_HEADER_BYTES, parseHeader, PREFIX_BYTES, type HeaderEntry } from './header';

export interface SafetensorsFile {
  metadata: Record<string, string>;
  /** By name, in the order of the data. */
  tensors: Map<string, SafeTensor>;
}

/**
 * @param source the whole file
 * @param options.file its name, for messages
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported with `{ file?, offset, expected, got }`
 */
export function readSafetensors(
  source: ArrayBuffer | Uint8Array,
  options: { file?: string | undefined } = {},
): SafetensorsFile {
  const { file } = options;
  const bytes = toBytes(source);
  const headerBytes = readHeaderLength(bytes, file);
  const dataStart = PREFIX_BYTES + headerBytes;
  const { metadata, entries } = parseHeader(bytes.subarray(PREFIX_BYTES, dataStart), file);
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkRanges(entries, bytes.length - dataStart, dataStart, file);
  const tensors = new Map<string, SafeTensor>();
  for (const { name, dtype, shape, begin, end } of entries)
    tensors.set(name, { dtype, shape, bytes: bytes.subarray(dataStart + begin, dataStart + end) });
  return { metadata, tensors };
}

function readHeaderLength(bytes: Uint8Array, file: string | undefined): number {
  if (bytes.length < PREFIX_BYTES)
    throw fileError('file-truncated', 'too short for a safetensors file', {
      file,
      offset: bytes.length,
      expected: PREFIX_BYTES,
      got: bytes.length,
    });
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREFIX_BYTES);
  // Above 2^53 this rounds; it is refused long before that.
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  const rest = bytes.length - PREFIX_BYTES;
  if (length > MAX_HEADER_BYTES)
    throw fileError(
      length > rest ? 'file-malformed' : 'file-unsupported',
      length > rest ? 'this is no safetensors file: impossible header length' : 'header too long',
      { file, offset: 0, expected: `at most ${MAX_HEADER_BYTES}`, got: length },
    );
  if (length > rest)
    throw fileError('file-truncated', 'the file ends inside its header', {
      file,
      offset: bytes.length,
      expected: PREFIX_BYTES + length,
      got: bytes.length,
    });
  if (bytes[PREFIX_BYTES] !== 0x7b || length < 2)
    throw fileError('file-malformed', 'the header does not start with "{"', {
      file,
      offset: length < 2 ? 0 : PREFIX_BYTES,
      expected: length < 2 ? 'a header of at least 2 bytes' : 'byte 0x7b',
      got: length < 2 ? length : bytes[PREFIX_BYTES]!,
    });
  return length;
}

function checkRanges(entries: HeaderEntry[], dataBytes: number, dataStart: number, file?: string): void {
  let covered = 0;
  let previous = 'the header';
  for (const { name, begin, end, offset } of entries) {
    if (begin !== covered)
      throw fileError(
        'file-malformed',
        `tensor "${name}" ${begin < covered ? 'overlaps' : 'leaves a hole after'} ${previous}`,
        { file, offset, expected: `data_offsets that begin at ${covered}`, got: begin },
      );
    if (end > dataBytes)
      throw fileError('file-truncated', `the file ends inside tensor "${name}"`, {
        file,
        offset: dataStart + dataBytes,
        expected: dataStart + end,
        got: dataStart + dataBytes,
      });
    covered = end;
    previous = `"${name}"`;
  }
  if (covered !== dataBytes)
    throw fileError('file-malformed', 'bytes after the last tensor', {
      file,
      offset: dataStart + covered,
      expected: `${dataStart + covered} bytes`,
      got: dataStart + dataBytes,
    });
}
