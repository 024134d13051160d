/** Where everything that persists is kept. See README.md. */
export { GlassboxError, toFailure, type Failure } from '../base/errors';
export type { StoragePort } from '../base/storage';
export { createStore, sharedStore, type Store, type StoreState } from './store';
export { indexedDbStorage, type PortName, type ValueRecord } from './port';
export { createQueue, withLock } from './lock';
export { memoryDatabase, updateRecord, type Change, type Database, type View } from './database';
export {
  DATABASE_NAME,
  MIGRATIONS,
  STORES,
  type Migration,
  type StoredRecord,
  type StoreName,
} from './schema';
export {
  attemptId,
  isNewerRecord,
  mergeNotes,
  mergeRecords,
  parseRecord,
  visitId,
  type AttemptRecord,
  type KnownRecord,
  type NoteRecord,
  type PlaceRecord,
  type SettingRecord,
  type VisitRecord,
} from './records';
export { exportBackup, type Backup, type BackupManifest } from './backup/export';
export { importBackup, readBackup, type ImportReport } from './backup/import';
