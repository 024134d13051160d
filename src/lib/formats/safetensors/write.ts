/** Writes a safetensors file: same tensors and metadata, same bytes. */
import { sizeOf } from '../../base/shape';
import { dtypeBytes, type SafeTensor } from './dtypes';
import { MAX_HEADER_BYTES, PREFIX_BYTES } from './header';

/**
 * The whole file. Tensors are laid out by element size (widest first, so that all stay aligned), then by name;
 * the header is padded with spaces to a multiple of 8 bytes.
 * @throws Error when a name repeats or is reserved, or bytes do not match dtype and shape
 */
export function writeSafetensors(
  tensors: Iterable<readonly [name: string, tensor: SafeTensor]>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const ordered = [...tensors].sort(
    ([nameA, a], [nameB, b]) => dtypeBytes(b.dtype) - dtypeBytes(a.dtype) || (nameA < nameB ? -1 : 1),
  );
  const header = encodeHeader(ordered, metadata);
  const dataStart = PREFIX_BYTES + header.length;
  const dataBytes = ordered.reduce((total, [, tensor]) => total + tensor.bytes.length, 0);
  const out = new Uint8Array(dataStart + dataBytes);
  new DataView(out.buffer).setUint32(0, header.length, true);
  out.set(header, PREFIX_BYTES);
  let at = dataStart;
  for (const [, { bytes }] of ordered) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

function encodeHeader(
  ordered: ReadonlyArray<readonly [string, SafeTensor]>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const fields = Object.keys(metadata).sort();
  const parts: string[] = [];
  if (fields.includes('__proto__'))
    throw new Error('writeSafetensors: the metadata key "__proto__" is reserved');
  if (fields.length > 0)
    parts.push(
      `"__metadata__":{${fields.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`).join(',')}}`,
    );
  const seen = new Set(['__metadata__', '__proto__']);
  let at = 0;
  for (const [name, { dtype, shape, bytes }] of ordered) {
    if (seen.has(name)) throw new Error(`writeSafetensors: the name "${name}" repeats or is reserved`);
    seen.add(name);
    const size = sizeOf(shape) * dtypeBytes(dtype);
    if (size !== bytes.length)
      throw new Error(
        `writeSafetensors: ${name} is ${dtype} [${shape.join(', ')}] = ${size} bytes, got ${bytes.length}`,
      );
    const range = `[${at},${at + size}]`;
    parts.push(
      `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape.join(',')}],"data_offsets":${range}}`,
    );
    at += size;
  }
  const text = new TextEncoder().encode(`{${parts.join(',')}}`);
  const header = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  header.set(text);
  if (header.length > MAX_HEADER_BYTES)
    throw new Error(
      `writeSafetensors: the header has ${header.length} bytes, at most ${MAX_HEADER_BYTES} are readable`,
    );
  return header;
}
