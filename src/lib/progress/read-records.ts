/** The stored records of progress as the pages think of them: plain maps, nothing reactive. */
import { parseRecord, type KnownRecord } from '../store';
import { DEFAULTS, readSetting } from './settings';
import type { Attempt, ExerciseResult, Place, Settings, Visit } from './types';

export interface RawRecords {
  progress: unknown[];
  notes: unknown[];
  settings: unknown[];
}

export interface ReadRecords {
  visits: Map<string, Visit>;
  /** By `<lab>/<exercise>`, oldest first. */
  attempts: Map<string, readonly Attempt[]>;
  notes: Map<string, string>;
  place: Place | null;
  settings: Settings;
}

/** What valid records say; the others (broken, or of a newer site) are passed over. */
export function readRecords(raw: RawRecords): ReadRecords {
  const read = emptyRecords();
  const attempts = new Map<string, Attempt[]>();
  for (const record of parseAll(raw)) {
    if (record.kind === 'attempt') {
      const key = `${record.lab}/${record.exercise}`;
      const list = attempts.get(key);
      if (list) list.push(toAttempt(record));
      else attempts.set(key, [toAttempt(record)]);
    } else if (record.kind === 'visit') {
      const { lab, firstAtMs, lastAtMs, count } = record;
      read.visits.set(lab, { lab, firstAtMs, lastAtMs, count });
    } else if (record.kind === 'note') read.notes.set(record.id, record.text);
    else if (record.kind === 'setting')
      read.settings = { ...read.settings, ...readSetting(record.id, record.value) };
    else read.place = { lab: record.lab, fragment: record.fragment, atMs: record.atMs };
  }
  for (const [key, list] of attempts)
    read.attempts.set(
      key,
      list.sort((a, b) => a.atMs - b.atMs),
    );
  return read;
}

export const emptyRecords = (): ReadRecords => ({
  visits: new Map(),
  attempts: new Map(),
  notes: new Map(),
  place: null,
  settings: DEFAULTS,
});

/** An attempt without what only the database needs. */
export const toAttempt = ({ id, lab, exercise, seed, passed, score, atMs }: Attempt): Attempt => ({
  id,
  lab,
  exercise,
  seed,
  passed,
  score,
  atMs,
});

/** The attempts at one exercise in a few numbers; undefined for none. */
export function summarise(attempts: readonly Attempt[]): ExerciseResult | undefined {
  const last = attempts.at(-1);
  if (!last) return undefined;
  return {
    attempts: attempts.length,
    passed: attempts.some(({ passed }) => passed),
    bestScore: attempts.reduce((best, { score }) => Math.max(best, score), 0),
    lastSeed: last.seed,
    lastAtMs: last.atMs,
  };
}

function* parseAll(raw: RawRecords): Generator<KnownRecord> {
  for (const store of ['progress', 'notes', 'settings'] as const)
    for (const value of raw[store]) {
      const record = parseRecord(store, value);
      if (record) yield record;
    }
}
