/** The reactive picture of a reader's progress: filled from records, changed by entries. It stores nothing. */
import { SvelteMap } from 'svelte/reactivity';
import { parseRecord, type KnownRecord } from '../store';
import type { Entry } from './entries';
import { DEFAULTS, readSetting } from './settings';
import type { Attempt, ExerciseResult, Place, Settings, Visit } from './types';

export class ProgressPicture {
  readonly visits = new SvelteMap<string, Visit>();
  /** By `<lab>/<exercise>`, oldest first. */
  readonly attempts = new SvelteMap<string, readonly Attempt[]>();
  readonly notes = new SvelteMap<string, string>();
  lastPlace = $state.raw<Place | null>(null);
  settings = $state.raw<Settings>(DEFAULTS);
  /** Note texts as last seen on disk: what a new text is typed over. */
  readonly storedNotes = new Map<string, string>();

  /** Becomes what the records say, then what the entries say on top of that. */
  load(
    records: { progress: unknown[]; notes: unknown[]; settings: unknown[] },
    unsaved: readonly Entry[],
  ): void {
    const attempts = new Map<string, Attempt[]>();
    const seen = { visits: new Set<string>(), notes: new Set<string>() };
    let settings = DEFAULTS;
    let place: Place | null = null;
    this.storedNotes.clear();
    for (const record of parseAll(records)) {
      if (record.kind === 'attempt') pushAttempt(attempts, record);
      else if (record.kind === 'place')
        place = { lab: record.lab, fragment: record.fragment, atMs: record.atMs };
      else if (record.kind === 'setting') settings = { ...settings, ...readSetting(record.id, record.value) };
      else if (record.kind === 'visit') {
        seen.visits.add(record.lab);
        const { lab, firstAtMs, lastAtMs, count } = record;
        this.visits.set(lab, { lab, firstAtMs, lastAtMs, count });
      } else {
        seen.notes.add(record.id);
        this.storedNotes.set(record.id, record.text);
        this.notes.set(record.id, record.text);
      }
    }
    dropOthers(this.visits, seen.visits);
    dropOthers(this.notes, seen.notes);
    for (const [key, list] of attempts)
      this.attempts.set(
        key,
        list.sort((a, b) => a.atMs - b.atMs),
      );
    dropOthers(this.attempts, new Set(attempts.keys()));
    this.lastPlace = place;
    this.settings = settings;
    for (const entry of unsaved) this.show(entry);
  }

  /** Shows an entry at once, before it is on disk; showing it again changes nothing. */
  show(entry: Entry): void {
    if (entry.kind === 'visit') this.showVisit(entry.lab, entry.atMs);
    else if (entry.kind === 'note') this.notes.set(entry.record.id, entry.record.text);
    else if (entry.kind === 'setting')
      this.settings = { ...this.settings, ...readSetting(entry.record.id, entry.record.value) };
    else if (entry.kind === 'place') {
      const { lab, fragment, atMs } = entry.record;
      if (atMs >= (this.lastPlace?.atMs ?? 0)) this.lastPlace = { lab, fragment, atMs };
    } else {
      const { lab, exercise } = entry.record;
      const list = this.attempts.get(`${lab}/${exercise}`) ?? [];
      if (list.some(({ id }) => id === entry.record.id)) return;
      this.attempts.set(`${lab}/${exercise}`, [...list, toAttempt(entry.record)]);
    }
  }

  /** A note is on disk, perhaps with another tab's words; `typed`: newer text of this tab is still on its way. */
  noteStored(lab: string, text: string, typed: boolean): void {
    this.storedNotes.set(lab, text);
    if (!typed) this.notes.set(lab, text);
  }

  private showVisit(lab: string, atMs: number): void {
    const old = this.visits.get(lab);
    if (old?.lastAtMs === atMs) return;
    const firstAtMs = Math.min(old?.firstAtMs ?? atMs, atMs);
    const lastAtMs = Math.max(old?.lastAtMs ?? atMs, atMs);
    this.visits.set(lab, { lab, firstAtMs, lastAtMs, count: (old?.count ?? 0) + 1 });
  }
}

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

function* parseAll(records: {
  progress: unknown[];
  notes: unknown[];
  settings: unknown[];
}): Generator<KnownRecord> {
  for (const store of ['progress', 'notes', 'settings'] as const)
    for (const value of records[store]) {
      const record = parseRecord(store, value);
      if (record) yield record;
    }
}

function toAttempt({ id, lab, exercise, seed, passed, score, atMs }: Attempt): Attempt {
  return { id, lab, exercise, seed, passed, score, atMs };
}

function pushAttempt(lists: Map<string, Attempt[]>, record: Attempt): void {
  const key = `${record.lab}/${record.exercise}`;
  const list = lists.get(key);
  if (list) list.push(toAttempt(record));
  else lists.set(key, [toAttempt(record)]);
}

function dropOthers(map: Map<string, unknown>, keep: ReadonlySet<string>): void {
  for (const key of [...map.keys()]) if (!keep.has(key)) map.delete(key);
}
