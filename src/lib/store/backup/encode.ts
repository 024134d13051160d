/**
 * Structured values (what IndexedDB can hold) as JSON and a list of binaries, and back. Typed arrays, buffers and
 * blobs become binaries; what JSON cannot say (NaN, −0, undefined, dates, maps, sets, bigint) becomes `{ "$": … }`.
 */
import { GlassboxError } from '../../base/errors';
import type { Json } from '../../formats/json';

export type Binary = Uint8Array | Blob;

const ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;
type ArrayName = keyof typeof ARRAYS;

/** Containers inside each other; a deeper value is neither written nor read. */
const MAX_DEPTH = 24;
type Tagged = { [key: string]: Json };

/**
 * Appends binaries to `binaries` and returns the JSON that refers to them by index.
 * @throws GlassboxError storage-failed for what has no form here (functions, class instances, too deep)
 */
export function encodeValue(value: unknown, binaries: Binary[], depth = 0): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
  if (value === undefined) return { $: 'undefined' };
  if (typeof value === 'bigint') return { $: 'bigint', value: String(value) };
  if (typeof value !== 'object') throw noForm(typeof value);
  if (depth >= MAX_DEPTH) throw noForm(`a value nested deeper than ${MAX_DEPTH}`);
  const inner = (item: unknown) => encodeValue(item, binaries, depth + 1);
  const pair = ([key, item]: readonly [unknown, unknown]): Json => [inner(key), inner(item)];
  if (Array.isArray(value)) return Array.from(value, inner);
  if (value instanceof Map) return { $: 'map', entries: [...value].map(pair) };
  if (value instanceof Set) return { $: 'set', items: [...value].map(inner) };
  if (value instanceof Date) return { $: 'date', value: inner(value.getTime()) };
  const binary = encodeBinary(value, binaries);
  if (binary) return binary;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a worker's clone, a test's) have another Object.prototype, whose parent is null too.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw noForm('an instance of a class');
  const entries = Object.entries(value);
  if (entries.some(([key]) => key === '$' || key === '__proto__'))
    return { $: 'object', entries: entries.map(pair) };
  return Object.fromEntries(entries.map(([key, item]) => [key, inner(item)]));
}

function encodeBinary(value: object, binaries: Binary[]): Tagged | undefined {
  if (value instanceof Blob) return { $: 'blob', bin: binaries.push(value) - 1, type: value.type };
  if (value instanceof ArrayBuffer)
    return { $: 'bytes', bin: binaries.push(new Uint8Array(value)) - 1, type: 'ArrayBuffer' };
  if (!ArrayBuffer.isView(value)) return undefined;
  const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (!Object.hasOwn(ARRAYS, type)) throw noForm(type);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return { $: 'bytes', bin: binaries.push(bytes) - 1, type };
}

const noForm = (what: string) =>
  new GlassboxError('storage-failed', `a backup has no form for ${what}`, { detail: what });

/** Gives binary i once: a file that refers to one a million times would otherwise copy it a million times. */
export type TakeBinary = (index: number) => Uint8Array | undefined;

/** @returns a `TakeBinary` over a list */
export function takeOnce(binaries: readonly Uint8Array[]): TakeBinary {
  const left = new Map(binaries.entries());
  return (index) => {
    const bytes = left.get(index);
    left.delete(index);
    return bytes;
  };
}

/**
 * The value that `encodeValue` saw, fresh throughout.
 * @throws Error saying what is wrong with the JSON; the caller names the file
 */
export function decodeValue(json: Json, take: TakeBinary, depth = 0): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (depth > MAX_DEPTH) throw new Error(`a value nested deeper than ${MAX_DEPTH}`);
  const inner = (item: Json) => decodeValue(item, take, depth + 1);
  if (Array.isArray(json)) return json.map(inner);
  if (!Object.hasOwn(json, '$'))
    return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, inner(item)]));
  return decodeTagged(json, inner, take);
}

function decodeTagged(json: Tagged, inner: (item: Json) => unknown, take: TakeBinary): unknown {
  const { $: tag, value, items, entries } = json;
  if (tag === 'undefined') return undefined;
  if (tag === 'number' && typeof value === 'string' && ['NaN', 'Infinity', '-Infinity', '-0'].includes(value))
    return Number(value);
  if (tag === 'bigint' && typeof value === 'string' && /^-?\d{1,400}$/.test(value)) return BigInt(value);
  if (tag === 'date' && value !== undefined) {
    const time = inner(value);
    if (typeof time === 'number') return new Date(time);
  }
  if (tag === 'set' && Array.isArray(items)) return new Set(items.map(inner));
  if (tag === 'map' && Array.isArray(entries)) return new Map(entries.map((pair) => decodePair(pair, inner)));
  if (tag === 'object' && Array.isArray(entries))
    return Object.fromEntries(
      entries.map((pair) => {
        const [key, item] = decodePair(pair, inner);
        if (typeof key !== 'string') throw new Error('an object key that is no text');
        return [key, item];
      }),
    );
  if (tag === 'bytes' || tag === 'blob') return decodeBinary(json, take);
  throw new Error(`an unknown or broken tag ${JSON.stringify(tag)}`);
}

function decodePair(pair: Json, inner: (item: Json) => unknown): [unknown, unknown] {
  if (!Array.isArray(pair) || pair.length !== 2) throw new Error('an entry that is no pair');
  return [inner(pair[0]!), inner(pair[1]!)];
}

function decodeBinary({ $: tag, bin, type }: Tagged, take: TakeBinary): unknown {
  const bytes = typeof bin === 'number' ? take(bin) : undefined;
  if (!bytes) throw new Error(`a binary that is missing or used twice: ${JSON.stringify(bin)}`);
  if (typeof type !== 'string') throw new Error('a binary without a type');
  const copy = bytes.slice().buffer;
  if (tag === 'blob') return new Blob([copy], { type: type.slice(0, 200) });
  if (type === 'ArrayBuffer') return copy;
  if (!Object.hasOwn(ARRAYS, type)) throw new Error(`an unknown array type ${JSON.stringify(type)}`);
  const ArrayOf = ARRAYS[type as ArrayName];
  if (copy.byteLength % ArrayOf.BYTES_PER_ELEMENT !== 0)
    throw new Error(`${copy.byteLength} bytes for a ${type}`);
  return new ArrayOf(copy);
}
