/**
 * The records of progress, notes and settings: what they hold, how strangers' data become fresh valid ones, and how
 * two versions of one record become one. Merging is idempotent and never drops a word the reader wrote.
 */
import type { StoredRecord, StoreName } from './schema';

/** In `progress`, id `visit/<lab>`. */
export interface VisitRecord {
  readonly id: string;
  readonly v: 1;
  readonly kind: 'visit';
  readonly lab: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly count: number;
}

/** In `progress`, id `attempt/<lab>/<exercise>/<unique>`. Never changed after it is written. */
export interface AttemptRecord {
  readonly id: string;
  readonly v: 1;
  readonly kind: 'attempt';
  readonly lab: string;
  readonly exercise: string;
  readonly seed: number;
  readonly passed: boolean;
  readonly score: number;
  readonly atMs: number;
}

/** In `progress`, id `place`. */
export interface PlaceRecord {
  readonly id: 'place';
  readonly v: 1;
  readonly kind: 'place';
  readonly lab: string;
  readonly fragment: string;
  readonly atMs: number;
}

/** In `notes`, id = the lab. */
export interface NoteRecord {
  readonly id: string;
  readonly v: 1;
  readonly kind: 'note';
  readonly text: string;
  readonly changedAtMs: number;
}

/** In `settings`, id = the setting. */
export interface SettingRecord {
  readonly id: string;
  readonly v: 1;
  readonly kind: 'setting';
  readonly value: string | number | boolean | null;
  readonly changedAtMs: number;
}

export type ProgressRecord = VisitRecord | AttemptRecord | PlaceRecord;
export type KnownRecord = ProgressRecord | NoteRecord | SettingRecord;

/** Form version that this code writes and reads. A record with a higher `v` is left alone. */
export const RECORD_VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, max = 300): value is string =>
  typeof value === 'string' && value.length <= max;
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 8.64e15;
/** `<track>/<slug>`, or whatever plain path a lab is called by. */
const isKey = (value: unknown): value is string => isText(value) && /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(value);

/** @returns a fresh record with known fields only, or undefined when it is not one of this version */
export function parseRecord(store: StoreName, value: unknown): KnownRecord | undefined {
  if (!isObject(value) || value['v'] !== RECORD_VERSION || !isText(value['id'], 1000)) return undefined;
  if (store === 'notes') return parseNote(value);
  if (store === 'settings') return parseSetting(value);
  if (store !== 'progress') return undefined;
  if (value['kind'] === 'visit') return parseVisit(value);
  if (value['kind'] === 'attempt') return parseAttempt(value);
  return value['kind'] === 'place' ? parsePlace(value) : undefined;
}

function parseVisit({ id, lab, firstAtMs, lastAtMs, count }: Fields): VisitRecord | undefined {
  if (!isKey(lab) || id !== visitId(lab) || !isTime(firstAtMs) || !isTime(lastAtMs)) return undefined;
  if (!Number.isSafeInteger(count) || (count as number) < 1) return undefined;
  return { id, v: 1, kind: 'visit', lab, firstAtMs, lastAtMs, count: count as number };
}

function parseAttempt({ id, lab, exercise, seed, passed, score, atMs }: Fields): AttemptRecord | undefined {
  if (!isKey(lab) || !isKey(exercise) || !isTime(atMs) || typeof passed !== 'boolean') return undefined;
  if (typeof id !== 'string' || !id.startsWith(`attempt/${lab}/${exercise}/`)) return undefined;
  if (typeof seed !== 'number' || !Number.isFinite(seed)) return undefined;
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return undefined;
  return { id, v: 1, kind: 'attempt', lab, exercise, seed, passed, score, atMs };
}

function parsePlace({ id, lab, fragment, atMs }: Fields): PlaceRecord | undefined {
  if (id !== 'place' || !isKey(lab) || !isText(fragment, 4096) || !isTime(atMs)) return undefined;
  return { id, v: 1, kind: 'place', lab, fragment, atMs };
}

function parseNote({ id, kind, text, changedAtMs }: Fields): NoteRecord | undefined {
  if (kind !== 'note' || !isKey(id) || typeof text !== 'string' || !isTime(changedAtMs)) return undefined;
  return { id, v: 1, kind, text, changedAtMs };
}

function parseSetting({ id, kind, value, changedAtMs }: Fields): SettingRecord | undefined {
  if (kind !== 'setting' || !isKey(id) || !isTime(changedAtMs)) return undefined;
  const plain = value === null || typeof value === 'boolean' || isText(value, 10_000);
  if (!plain && !(typeof value === 'number' && Number.isFinite(value))) return undefined;
  return { id, v: 1, kind, value: value as SettingRecord['value'], changedAtMs };
}

export const visitId = (lab: string): string => `visit/${lab}`;

/** An id that no other tab or device makes: the time and 64 random bits. */
export function attemptId(lab: string, exercise: string, atMs: number): string {
  const bits = crypto.getRandomValues(new Uint32Array(2));
  const unique = [...bits].map((word) => word.toString(16).padStart(8, '0')).join('');
  return `attempt/${lab}/${exercise}/${atMs.toString(36)}-${unique}`;
}

/** @returns `mine` itself when `theirs` says nothing new, else the record that says what both say */
export function mergeRecords(mine: KnownRecord, theirs: KnownRecord): KnownRecord {
  if (mine.kind === 'visit' && theirs.kind === 'visit') return mergeVisits(mine, theirs);
  if (mine.kind === 'note' && theirs.kind === 'note') return mergeNotes(mine, theirs);
  if (mine.kind === 'place' && theirs.kind === 'place') return theirs.atMs > mine.atMs ? theirs : mine;
  if (mine.kind === 'setting' && theirs.kind === 'setting')
    return theirs.changedAtMs > mine.changedAtMs && theirs.value !== mine.value ? theirs : mine;
  return mine;
}

function mergeVisits(mine: VisitRecord, theirs: VisitRecord): VisitRecord {
  const firstAtMs = Math.min(mine.firstAtMs, theirs.firstAtMs);
  const lastAtMs = Math.max(mine.lastAtMs, theirs.lastAtMs);
  // The sum would be truer for two devices, but would count the same file twice.
  const count = Math.max(mine.count, theirs.count);
  if (firstAtMs === mine.firstAtMs && lastAtMs === mine.lastAtMs && count === mine.count) return mine;
  return { ...mine, firstAtMs, lastAtMs, count };
}

/** Both texts: the one that contains the other, or the newer above the older. */
export function mergeNotes(mine: NoteRecord, theirs: NoteRecord): NoteRecord {
  if (mine.text.includes(theirs.text)) return mine;
  const changedAtMs = Math.max(mine.changedAtMs, theirs.changedAtMs);
  if (theirs.text.includes(mine.text)) return { ...mine, text: theirs.text, changedAtMs };
  const [newer, older] = theirs.changedAtMs > mine.changedAtMs ? [theirs, mine] : [mine, theirs];
  const text = `${newer.text}\n\n---\n\n${older.text}`;
  return { ...mine, text, changedAtMs };
}

/** Whether a stored record was written by a newer version of the site. */
export const isNewerRecord = (value: unknown): boolean =>
  isObject(value) && typeof value['v'] === 'number' && value['v'] > RECORD_VERSION;

/** A stored record of any store: an object with an id and a version. */
export const isStoredRecord = (value: unknown): value is StoredRecord & Fields =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['v'] === 'number';
