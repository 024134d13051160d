/**
 * A backup back into the store: read and validated in full, merged by id, written in one transaction. Importing
 * twice changes nothing; a bad file changes nothing.
 */
import { fileError } from '../../formats/file-error';
import { isJsonObject, readJson, type Json } from '../../formats/json';
import { readZip } from '../../formats/zip';
import type { ValueRecord } from '../port';
import { isNewerRecord, mergeRecords, parseRecord, type KnownRecord } from '../records';
import { STORES, type StoreName } from '../schema';
import type { Store } from '../store';
import { decodeValue, takeOnce, type TakeBinary } from './encode';
import { BACKUP_FORMAT, BACKUP_VERSION } from './export';

export interface ImportReport {
  /** Records that were not here before. */
  added: number;
  /** Records that were here and changed by the merge. */
  changed: number;
  /** Records that said nothing new. */
  unchanged: number;
}

type AnyRecord = KnownRecord | ValueRecord;
const MIB = 2 ** 20;

/**
 * @param bytes the whole zip
 * @throws GlassboxError file-truncated | file-malformed | file-unsupported naming the entry, or storage-*
 */
export async function importBackup(store: Store, bytes: ArrayBuffer | Uint8Array): Promise<ImportReport> {
  const records = readBackup(bytes);
  return await store.transact(STORES, async (view) => {
    const report = { added: 0, changed: 0, unchanged: 0 };
    for (const [name, theirs] of records)
      for (const record of theirs) {
        const mine = await view.get(name, record.id);
        const merged = mine === undefined ? record : mergeAny(name, mine, record);
        if (merged === undefined) report.unchanged++;
        else if (mine === undefined) report.added++;
        else report.changed++;
        if (merged !== undefined) await view.put(name, merged);
      }
    return report;
  });
}

/** @returns what to write, or undefined when what is here stays */
function mergeAny(name: StoreName, mine: unknown, theirs: AnyRecord): AnyRecord | undefined {
  if (isNewerRecord(mine)) return undefined;
  if ('savedAtMs' in theirs) {
    const savedAtMs = (mine as Partial<ValueRecord>).savedAtMs ?? 0;
    return theirs.savedAtMs > savedAtMs ? theirs : undefined;
  }
  const known = parseRecord(name, mine);
  if (!known) return theirs;
  const merged = mergeRecords(known, theirs);
  return merged === known ? undefined : merged;
}

/** The validated records of a backup, by store. Touches no store. */
export function readBackup(bytes: ArrayBuffer | Uint8Array): Map<StoreName, AnyRecord[]> {
  const files = readZip(bytes, { file: 'backup' });
  const manifest = readEntry(files, 'manifest.json');
  if (!isJsonObject(manifest) || manifest['format'] !== BACKUP_FORMAT)
    throw refusal('manifest.json', 'this is no Glassbox backup', BACKUP_FORMAT, 'something else');
  const version = manifest['version'];
  if (typeof version !== 'number' || version > BACKUP_VERSION)
    throw refusal(
      'manifest.json',
      'the backup is newer than this site',
      `version ${BACKUP_VERSION}`,
      `${String(version)}`,
      true,
    );
  const take = takeOnce(readBinaries(files, manifest['binaries'] ?? null));
  const counts = isJsonObject(manifest['records']) ? manifest['records'] : {};
  return new Map(
    STORES.map((name) => {
      const list = readEntry(files, `${name}.json`);
      if (!Array.isArray(list) || list.length !== counts[name])
        throw refusal(
          `${name}.json`,
          'another number of records',
          String(counts[name]),
          Array.isArray(list) ? list.length : 'no list',
        );
      return [name, list.map((json, i) => readRecord(name, json, i, take))] as const;
    }),
  );
}

function readEntry(files: ReadonlyMap<string, Uint8Array>, name: string): Json {
  const bytes = files.get(name);
  if (!bytes) throw refusal(name, 'an entry is missing', name, 'nothing');
  return readJson(bytes, { file: name, maxBytes: 64 * MIB, maxNodes: 2_000_000 });
}

function readBinaries(files: ReadonlyMap<string, Uint8Array>, count: Json): Uint8Array[] {
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0 || count > files.size)
    throw refusal('manifest.json', 'a wrong count of binaries', `0 to ${files.size}`, String(count));
  return Array.from({ length: count }, (_, i) => {
    const bytes = files.get(`bin/${i}.bin`);
    if (!bytes) throw refusal(`bin/${i}.bin`, 'an entry is missing', `bin/${i}.bin`, 'nothing');
    return bytes;
  });
}

function readRecord(name: StoreName, json: Json, index: number, take: TakeBinary): AnyRecord {
  const broken = (why: string) =>
    refusal(`${name}.json`, `record ${index}: ${why}`, 'a record of this site', 'something else');
  let value: unknown;
  try {
    value = decodeValue(json, take);
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
  if (isNewerRecord(value))
    throw refusal(
      `${name}.json`,
      `record ${index} is newer than this site`,
      'version 1',
      'a later one',
      true,
    );
  const record =
    name === 'checkpoints' || name === 'documents' ? parseValue(value) : parseRecord(name, value);
  if (!record) throw broken('its fields are not as they should be');
  return record;
}

function parseValue(value: unknown): ValueRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, v, savedAtMs, value: inner } = value as Partial<Record<keyof ValueRecord, unknown>>;
  if (typeof id !== 'string' || id.length > 1000 || v !== 1) return undefined;
  if (typeof savedAtMs !== 'number' || !(savedAtMs >= 0 && savedAtMs <= 8.64e15)) return undefined;
  return { id, v, savedAtMs, value: inner };
}

const refusal = (
  file: string,
  message: string,
  expected: string | number,
  got: string | number,
  later = false,
) => fileError(later ? 'file-unsupported' : 'file-malformed', message, { file, offset: 0, expected, got });
