/** Everything that the store holds as one zip: JSON that a reader can open, and binaries beside it. */
import { writeZip } from '../../formats/zip';
import type { Database } from '../database';
import { STORES, type StoreName } from '../schema';
import { encodeValue, type Binary } from './encode';

export const BACKUP_FORMAT = 'glassbox-backup';
export const BACKUP_VERSION = 1;

/** `manifest.json` of a backup. */
export interface BackupManifest {
  readonly format: typeof BACKUP_FORMAT;
  readonly version: number;
  readonly exportedAt: string;
  /** Records of each store. */
  readonly records: Readonly<Record<StoreName, number>>;
  /** Files `bin/0.bin` … */
  readonly binaries: number;
}

export interface Backup {
  /** `glassbox-backup-2026-11-22.zip` */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const toText = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value, null, 1));

/**
 * All records of all stores; `now` is written into the name and the manifest.
 * @throws GlassboxError storage-failed | storage-blocked
 */
export async function exportBackup(store: Pick<Database, 'all'>, now = new Date()): Promise<Backup> {
  const binaries: Binary[] = [];
  const entries: [string, Uint8Array][] = [];
  const counts = {} as Record<StoreName, number>;
  for (const name of STORES) {
    const records = await store.all(name);
    counts[name] = records.length;
    entries.push([`${name}.json`, toText(records.map((record) => encodeValue(record, binaries)))]);
  }
  for (const [i, binary] of binaries.entries())
    entries.push([
      `bin/${i}.bin`,
      binary instanceof Blob ? new Uint8Array(await binary.arrayBuffer()) : binary,
    ]);
  const exportedAt = now.toISOString();
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    exportedAt,
    records: counts,
    binaries: binaries.length,
  };
  const bytes = writeZip([['manifest.json', toText(manifest)], ...entries], now);
  return { name: `${BACKUP_FORMAT}-${exportedAt.slice(0, 10)}.zip`, bytes };
}
