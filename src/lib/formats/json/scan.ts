/**
 * A JSON validator over bytes (RFC 8259) that builds nothing: it stops a hostile file — too deep, too many
 * values, cut short, not UTF-8 — before `JSON.parse` spends memory on it, and knows the byte where it stopped.
 */
import { fileError, type FileErrorCode } from '../file-error';

export interface JsonLimits {
  /** Nesting of arrays and objects; the outermost counts 1. */
  maxDepth: number;
  /** Values of any kind, containers included. */
  maxNodes: number;
  /** `__proto__` as a key: refused, or kept as the ordinary own property that JSON.parse makes. */
  protoKeys: 'refuse' | 'keep';
}

export interface ScanOptions extends JsonLimits {
  file?: string | undefined;
  /** Added to every reported offset: where `bytes` starts in the file. */
  base?: number;
  /** The code when the text ends too early. */
  endCode?: FileErrorCode;
  /** Called for every key: its JSON text (with quotes), the depth of its object, its offset in the file. */
  onKey?: (key: Uint8Array, depth: number, offset: number) => void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const WORDS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

/**
 * Checks that `bytes` is one JSON value within the limits.
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported (a limit), with the byte offset
 */
export function scanJson(bytes: Uint8Array, options: ScanOptions): void {
  const scanner = new Scanner(bytes, options);
  scanner.space();
  scanner.value(1);
  scanner.space();
  if (scanner.at < bytes.length) scanner.refuse('text after the JSON value', 'end of text');
}

class Scanner {
  at = 0;
  private nodes = 0;
  private readonly bytes: Uint8Array;
  private readonly options: ScanOptions;

  constructor(bytes: Uint8Array, options: ScanOptions) {
    this.bytes = bytes;
    this.options = options;
  }

  refuse(message: string, expected: string | number, code: FileErrorCode = 'file-malformed'): never {
    const byte = this.bytes[this.at];
    const got = byte === undefined ? 'end of text' : show(byte);
    const { file, base = 0, endCode = 'file-truncated' } = this.options;
    const cause = byte === undefined && code === 'file-malformed' ? endCode : code;
    throw fileError(cause, message, { file, offset: base + this.at, expected, got });
  }

  space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at++;
    }
  }

  value(depth: number): void {
    if (++this.nodes > this.options.maxNodes)
      this.refuse('too many JSON values', `at most ${this.options.maxNodes}`, 'file-unsupported');
    const byte = this.bytes[this.at];
    if (byte === 0x7b || byte === 0x5b) {
      if (depth > this.options.maxDepth)
        this.refuse('JSON nested too deep', `at most ${this.options.maxDepth} levels`, 'file-unsupported');
      this.container(depth, byte === 0x7b);
    } else if (byte === QUOTE) this.string();
    else if (byte === 0x2d || isDigit(byte)) this.number();
    else this.word();
  }

  private container(depth: number, isObject: boolean): void {
    const close = isObject ? 0x7d : 0x5d;
    this.at++;
    this.space();
    if (this.bytes[this.at] === close) return void this.at++;
    for (;;) {
      if (isObject) this.key(depth);
      this.value(depth + 1);
      this.space();
      const byte = this.bytes[this.at];
      if (byte === close) return void this.at++;
      if (byte !== 0x2c) this.refuse('broken JSON', `"," or "${String.fromCharCode(close)}"`);
      this.at++;
      this.space();
    }
  }

  private key(depth: number): void {
    const start = this.at;
    if (this.bytes[start] !== QUOTE) this.refuse('broken JSON', 'a key in quotes');
    this.string();
    const key = this.bytes.subarray(start, this.at);
    if (this.options.protoKeys === 'refuse' && isProto(key)) {
      this.at = start;
      this.refuse('the key "__proto__" is not accepted', 'another key');
    }
    this.options.onKey?.(key, depth, (this.options.base ?? 0) + start);
    this.space();
    if (this.bytes[this.at] !== 0x3a) this.refuse('broken JSON', '":"');
    this.at++;
    this.space();
  }

  private string(): void {
    this.at++;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === QUOTE) return void this.at++;
      if (byte === undefined) this.refuse('a string that does not end', 'a closing quote');
      if (byte < 0x20) this.refuse('a control character inside a string', 'an escape');
      if (byte === BACKSLASH) this.escape();
      else if (byte < 0x80) this.at++;
      else {
        const length = utf8Length(this.bytes, this.at);
        if (length === 0) this.refuse('bytes that are not UTF-8', 'UTF-8');
        this.at += length;
      }
    }
  }

  private escape(): void {
    this.at++;
    const byte = this.bytes[this.at];
    if (byte === 0x75) {
      for (let i = 0; i < 4; i++) {
        this.at++;
        if (!isHex(this.bytes[this.at])) this.refuse('a broken \\u escape', 'a hexadecimal digit');
      }
    } else if (byte === undefined || !'"\\/bfnrt'.includes(String.fromCharCode(byte)))
      this.refuse('an unknown escape', 'one of "\\/bfnrtu');
    this.at++;
  }

  private number(): void {
    if (this.bytes[this.at] === 0x2d) this.at++;
    if (this.bytes[this.at] === 0x30) {
      this.at++;
      if (isDigit(this.bytes[this.at])) this.refuse('a number with a leading zero', 'no digit');
    } else this.digits();
    if (this.bytes[this.at] === 0x2e) {
      this.at++;
      this.digits();
    }
    if ((this.bytes[this.at]! | 0x20) === 0x65) {
      this.at++;
      if (this.bytes[this.at] === 0x2b || this.bytes[this.at] === 0x2d) this.at++;
      this.digits();
    }
  }

  private digits(): void {
    if (!isDigit(this.bytes[this.at])) this.refuse('a broken number', 'a digit');
    while (isDigit(this.bytes[this.at])) this.at++;
  }

  private word(): void {
    const word = WORDS.find((candidate) => candidate[0] === this.bytes[this.at]);
    if (!word) this.refuse('not a JSON value', 'a JSON value');
    for (const byte of word) {
      if (this.bytes[this.at] !== byte) this.refuse('not a JSON value', 'true, false or null');
      this.at++;
    }
  }
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isHex = (byte: number | undefined): boolean =>
  isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
const show = (byte: number): string =>
  byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;

/** Also when written with escapes; the longest such spelling has 56 bytes. */
function isProto(key: Uint8Array): boolean {
  if (key.length < 11 || key.length > 56) return false;
  return JSON.parse(new TextDecoder().decode(key)) === '__proto__';
}

/** Length of the well-formed UTF-8 sequence at `at`, or 0 (Unicode 16, table 3-7). */
function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return length;
}
