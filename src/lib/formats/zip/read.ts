/**
 * Reads a zip archive that somebody else made: the directory is checked before anything is inflated, and inflating
 * stops at the size that the directory promised. Stored and deflated entries; no zip64, no encryption, no folders
 * above. `@source` APPNOTE.TXT 6.3.9 (PKWARE)
 */
import { Inflate } from 'fflate';
import { fileError, toBytes, type FileErrorCode } from '../file-error';
import { crc32 } from './crc32';

export interface ZipLimits {
  file?: string | undefined;
  /** Default 10,000. */
  maxEntries?: number;
  /** All entries inflated, together. Default: 20 × the archive, at least 32 MiB, at most 1 GiB. */
  maxBytes?: number;
}

interface Entry {
  name: string;
  deflated: boolean;
  crc: number;
  packed: number;
  size: number;
  /** Where the entry's data begins. */
  start: number;
  /** Where its local header begins, for messages. */
  offset: number;
}

type Refuse = (
  code: FileErrorCode,
  message: string,
  offset: number,
  expected: string | number,
  got: string | number,
) => never;

const MIB = 2 ** 20;
const END_BYTES = 22;
const PUSH_BYTES = 2048;

/**
 * Entries by name, in the order of the directory; folders (names ending in `/`) are left out.
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported with `{ file?, offset, expected, got }`
 */
export function readZip(source: ArrayBuffer | Uint8Array, limits: ZipLimits = {}): Map<string, Uint8Array> {
  const bytes = toBytes(source);
  const refuse: Refuse = (code, message, offset, expected, got) => {
    throw fileError(code, message, { file: limits.file, offset, expected, got });
  };
  const entries = readDirectory(bytes, limits.maxEntries ?? 10_000, refuse);
  const maxBytes = limits.maxBytes ?? Math.min(1024 * MIB, Math.max(32 * MIB, bytes.length * 20));
  let total = 0;
  for (const { size, offset } of entries) {
    total += size;
    if (total > maxBytes)
      refuse('file-unsupported', 'it would inflate to too much', offset, `at most ${maxBytes} bytes`, total);
  }
  checkDisjoint(entries, refuse);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries)
    if (!entry.name.endsWith('/')) files.set(entry.name, inflate(bytes, entry, refuse));
  return files;
}

function readDirectory(bytes: Uint8Array, maxEntries: number, refuse: Refuse): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view, refuse);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff)
    refuse('file-unsupported', 'zip64 is not read', end, 'a plain zip', 'zip64');
  if (count > maxEntries) refuse('file-unsupported', 'too many entries', end, `at most ${maxEntries}`, count);
  if (at + size > end)
    refuse('file-malformed', 'the directory lies outside the file', end, `at most ${end}`, at + size);
  const limit = at + size;
  const names = new Set<string>();
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > limit || view.getUint32(at, true) !== 0x02014b50)
      refuse('file-malformed', `directory entry ${i} is missing`, at, 'PK\\1\\2', 'something else');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > limit) refuse('file-malformed', `directory entry ${i} is cut`, at, `at most ${limit}`, next);
    const name = readName(bytes.subarray(at + 46, nameEnd), at, refuse);
    if (names.has(name))
      refuse('file-malformed', `the name "${name}" stands twice`, at, 'a new name', 'a repeated one');
    names.add(name);
    entries.push(readEntry(view, at, name, refuse));
    at = next;
  }
  return entries;
}

/** Offset of the end record: the last one whose comment reaches exactly the end of the file. */
function findEnd(view: DataView, refuse: Refuse): number {
  const size = view.byteLength;
  for (let at = size - END_BYTES; at >= Math.max(0, size - END_BYTES - 0xffff); at--)
    if (view.getUint32(at, true) === 0x06054b50 && at + END_BYTES + view.getUint16(at + 20, true) === size)
      return at;
  const isZip = size >= 4 && view.getUint32(0, true) === 0x04034b50;
  return refuse(
    isZip ? 'file-truncated' : 'file-malformed',
    isZip ? 'the archive ends before its directory' : 'this is no zip archive',
    isZip ? size : 0,
    'a zip archive',
    size < 4 ? `${size} bytes` : 'something else',
  );
}

function readEntry(view: DataView, at: number, name: string, refuse: Refuse): Entry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const offset = view.getUint32(at + 42, true);
  if (flags & 1) refuse('file-unsupported', `"${name}" is encrypted`, at, 'no password', 'encryption');
  if (method !== 0 && method !== 8)
    refuse('file-unsupported', `"${name}" is packed in an unknown way`, at, '0 or 8', method);
  if (method === 0 && packed !== size)
    refuse('file-malformed', `"${name}" is stored with two sizes`, at, size, packed);
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50)
    refuse('file-malformed', `"${name}" has no local header`, offset, 'PK\\3\\4', 'something else');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > view.byteLength)
    refuse(
      'file-truncated',
      `the archive ends inside "${name}"`,
      view.byteLength,
      start + packed,
      view.byteLength,
    );
  return { name, deflated: method === 8, crc: view.getUint32(at + 16, true), packed, size, start, offset };
}

function readName(raw: Uint8Array, at: number, refuse: Refuse): string {
  let name = '';
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    refuse('file-malformed', 'a name that is not UTF-8', at, 'UTF-8', 'other bytes');
  }
  const parts = name.replace(/\/$/, '').split('/');
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && part !== '__proto__');
  // eslint-disable-next-line no-control-regex -- control characters are what is being refused
  if (!plain || parts.length > 8 || name.length > 512 || /[\\:\u0000-\u001f]/.test(name))
    refuse(
      'file-malformed',
      'a name that is no plain relative path',
      at,
      'folder/file',
      JSON.stringify(name.slice(0, 80)),
    );
  return name;
}

/** Two entries over the same bytes: the non-recursive zip bomb. */
function checkDisjoint(entries: readonly Entry[], refuse: Refuse): void {
  let covered = 0;
  for (const { name, offset, start, packed } of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (offset < covered)
      refuse('file-malformed', `"${name}" overlaps another entry`, offset, `at least ${covered}`, offset);
    covered = start + packed;
  }
}

function inflate(bytes: Uint8Array, entry: Entry, refuse: Refuse): Uint8Array {
  const { name, packed, size, start } = entry;
  const data = bytes.subarray(start, start + packed);
  const out = entry.deflated ? inflateTo(size, data, entry, refuse) : data.slice();
  const crc = crc32(out);
  if (crc !== entry.crc)
    refuse('file-malformed', `"${name}" does not match its checksum`, start, entry.crc, crc);
  return out;
}

function inflateTo(size: number, data: Uint8Array, { name, start }: Entry, refuse: Refuse): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  let done = false;
  const inflater = new Inflate((chunk, final) => {
    if (at + chunk.length > size)
      refuse('file-malformed', `"${name}" inflates to more than it says`, start, size, at + chunk.length);
    out.set(chunk, at);
    at += chunk.length;
    done = final;
  });
  try {
    // Small pushes bound what one push can inflate to before it is checked: 2 KiB give at most 2 MB.
    for (let from = 0; from < data.length; from += PUSH_BYTES)
      inflater.push(data.subarray(from, from + PUSH_BYTES), from + PUSH_BYTES >= data.length);
  } catch (error) {
    if (error instanceof Error && error.name === 'GlassboxError') throw error;
    refuse('file-malformed', `"${name}" does not inflate`, start, 'deflate data', String(error));
  }
  if (!done || at !== size)
    refuse('file-malformed', `"${name}" inflates to less than it says`, start, size, at);
  return out;
}
