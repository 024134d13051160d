/**
 * A lab's state as a URL fragment: versioned, validated, compressed, at most 2,000 characters. Any string
 * after `#` gives a valid state, or the defaults and a reason. Pure: the page's address is in address.svelte.ts.
 *
 * Form: `v<version>.<base64url of deflate-raw of JSON>`, or `v<version>~<base64url of JSON>` where deflating
 * does not pay.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

/** Raw fields of an untrusted object, to be read field by field with the readers below. */
export type RawState = Readonly<Record<string, unknown>>;

export interface StateSpec<State> {
  /** Counts up when the meaning of a field changes. */
  readonly version: number;
  readonly defaults: State;
  /**
   * Builds a fresh, valid state from untrusted fields; it never returns parts of `raw` unread.
   * `version` is the link's, at most ours. Throw, or return undefined, to refuse the whole.
   */
  parse(raw: RawState, defaults: State, version: number): State | undefined;
}

/** Why a fragment did not give its own state: no state in it, not readable, written by a newer version. */
export type ShareNotice = 'broken' | 'newer';

export interface Decoded<State> {
  readonly state: State;
  /** Absent when the state is the link's own, or when there was none. */
  readonly notice?: ShareNotice;
  /** Whether the state came from the fragment. */
  readonly found: boolean;
}

export interface ShareCodec<State> {
  readonly defaults: State;
  /** The fragment without `#`, or undefined when it would be longer than 2,000 characters: offer a file then. */
  encode(state: State): string | undefined;
  /** Never throws. Takes the fragment with or without `#`. */
  decode(fragment: string): Decoded<State>;
}

/** Longest fragment we write or read, in characters. */
export const MAX_FRAGMENT = 2000;
/** Longest JSON we accept out of one, in bytes: nothing larger deflates to MAX_FRAGMENT in honest use. */
const MAX_JSON_BYTES = 65536;

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function readJson(form: string, payload: string): RawState | undefined {
  const bytes = fromBase64Url(payload);
  // One byte more than allowed: a buffer filled to the end tells that the text was longer.
  const json = form === '.' ? inflateSync(bytes, { out: new Uint8Array(MAX_JSON_BYTES + 1) }) : bytes;
  if (json.length > MAX_JSON_BYTES) return undefined;
  const value: unknown = JSON.parse(strFromU8(json));
  return isRecord(value) ? value : undefined;
}

/** Defines how a lab's state becomes a link and back. */
export function defineState<State extends object>(spec: StateSpec<State>): ShareCodec<State> {
  const fresh = (): State => structuredClone(spec.defaults);
  return {
    defaults: spec.defaults,
    encode(state) {
      const json = strToU8(JSON.stringify(state));
      const packed = deflateSync(json, { level: 9 });
      const [form, bytes] = packed.length < json.length ? ['.', packed] : ['~', json];
      const fragment = `v${spec.version}${form}${toBase64Url(bytes)}`;
      return fragment.length <= MAX_FRAGMENT ? fragment : undefined;
    },
    decode(fragment) {
      const text = fragment.replace(/^#/, '');
      if (text === '') return { state: fresh(), found: false };
      const broken: Decoded<State> = { state: fresh(), notice: 'broken', found: false };
      const found = /^v(\d{1,6})([.~])([A-Za-z0-9_-]*)$/.exec(text);
      if (!found || text.length > MAX_FRAGMENT) return broken;
      const version = Number(found[1]);
      if (version > spec.version) return { ...broken, notice: 'newer' };
      try {
        const raw = readJson(found[2] ?? '', found[3] ?? '');
        const state = raw && spec.parse(raw, fresh(), version);
        return state ? { state, found: true } : broken;
      } catch {
        return broken; // anything may stand after #: whatever fails to read is «broken», told by the notice
      }
    },
  };
}

const isRecord = (value: unknown): value is RawState =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A finite number within bounds, else the fallback. */
export function readNumber(value: unknown, min: number, max: number, fallback: number): number {
  return typeof value === 'number' && value >= min && value <= max ? value : fallback;
}

/** A whole number within bounds, else the fallback. */
export function readInteger(value: unknown, min: number, max: number, fallback: number): number {
  return Number.isInteger(value) ? readNumber(value, min, max, fallback) : fallback;
}

/** A string of at most `maxLength` UTF-16 units without lone surrogates, else the fallback. */
export function readString(value: unknown, maxLength: number, fallback: string): string {
  const isFit = typeof value === 'string' && value.length <= maxLength && !/\p{Surrogate}/u.test(value);
  return isFit ? value : fallback;
}

export const readBoolean = (value: unknown, fallback: boolean): boolean =>
  typeof value === 'boolean' ? value : fallback;

/** One of the options, else the fallback. */
export function readOneOf<T extends string | number>(value: unknown, options: readonly T[], fallback: T): T {
  return options.find((option) => option === value) ?? fallback;
}
