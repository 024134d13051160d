/** What the browser says when storage fails, as the codes that the page explains. */
import { GlassboxError } from '../base/errors';

/** Why `storage-blocked`: in `data.reason`. */
export type BlockedReason = 'no-indexeddb' | 'denied' | 'timeout' | 'newer-version';

/** @returns the error with which callers are told that storage cannot be used at all, or not for writing */
export const blocked = (reason: BlockedReason, detail: string): GlassboxError =>
  new GlassboxError('storage-blocked', `storage is blocked (${reason}): ${detail}`, { reason, detail });

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';

/**
 * Any error of IndexedDB as storage-full | storage-blocked | storage-failed; a GlassboxError stays itself.
 * An aborted transaction is `storage-failed`: nobody cancelled it.
 */
export function storageError(error: unknown): GlassboxError {
  if (error instanceof GlassboxError) return error;
  const name = nameOf(error);
  const detail = error instanceof Error ? `${name}: ${error.message}` : String(error);
  if (name === 'QuotaExceededError')
    return new GlassboxError('storage-full', `the storage is full: ${detail}`, { detail });
  if (name === 'SecurityError') return blocked('denied', detail);
  return new GlassboxError('storage-failed', `storage failed: ${detail}`, { detail, name });
}

/** The database was made by a newer version of the site. */
export const isNewerVersion = (error: unknown): boolean => nameOf(error) === 'VersionError';

/** The connection was closed under us (cleared site data, a crashed backend): opening again may help. */
export const isLostConnection = (error: unknown): boolean => nameOf(error) === 'InvalidStateError';
