/**
 * Named failures the page explains: a code and the data a sentence needs. The words, in both languages,
 * are i18n's. Programming errors (a wrong shape, say) are plain `Error`s and throw.
 */
export type ErrorCode =
  | 'cancelled'
  | 'device-insecure-context'
  | 'device-no-webgpu'
  | 'device-no-adapter'
  | 'device-refused'
  | 'device-software'
  | 'device-lost'
  | 'device-out-of-memory'
  | 'device-invalid'
  | 'parity-failed'
  | 'loss-not-finite'
  | 'text-empty'
  | 'text-too-long'
  | 'text-too-short'
  | 'text-lone-surrogate'
  | 'file-truncated'
  | 'file-malformed'
  | 'file-unsupported'
  | 'network-failed'
  | 'storage-full'
  | 'storage-blocked'
  | 'storage-failed'
  | 'worker-died'
  | 'unexpected';

export type ErrorData = Record<string, string | number>;

/** An error with a code. `message` is for logs, in English. */
export class GlassboxError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  constructor(code: ErrorCode, message: string, data: ErrorData = {}) {
    super(message);
    this.name = 'GlassboxError';
    this.code = code;
    this.data = data;
  }
}

/** What crosses a worker boundary or is kept in a state field. */
export interface Failure {
  code: ErrorCode;
  message: string;
  data: ErrorData;
}

/** Any thrown value as a `Failure`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof GlassboxError) return { code: error.code, message: error.message, data: error.data };
  if (error instanceof DOMException && error.name === 'AbortError')
    return { code: 'cancelled', message: error.message, data: {} };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message, data: { detail: message } };
}

/** The `GlassboxError` of a `Failure`. */
export function fromFailure(failure: Failure): GlassboxError {
  return new GlassboxError(failure.code, failure.message, failure.data);
}

/** @throws GlassboxError `cancelled` when the signal is aborted. */
export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new GlassboxError('cancelled', 'The work was cancelled.');
}
