/** The reactive picture of a reader's progress: filled from records, changed by entries. It stores nothing. */
import { SvelteMap } from 'svelte/reactivity';
import type { Entry } from './entries';
import { emptyRecords, toAttempt, type ReadRecords } from './read-records';
import { DEFAULTS, readSetting } from './settings';
import type { Attempt, Place, Settings, Visit } from './types';

export class ProgressPicture {
  readonly visits = new SvelteMap<string, Visit>();
  /** By `<lab>/<exercise>`, oldest first. */
  readonly attempts = new SvelteMap<string, readonly Attempt[]>();
  readonly notes = new SvelteMap<string, string>();
  lastPlace = $state.raw<Place | null>(null);
  settings = $state.raw<Settings>(DEFAULTS);
  private stored: ReadRecords = emptyRecords();

  /** Becomes what the records say, then what the entries say on top of that. */
  load(read: ReadRecords, unsaved: readonly Entry[]): void {
    this.stored = read;
    copyInto(this.visits, read.visits);
    copyInto(this.attempts, read.attempts);
    copyInto(this.notes, read.notes);
    this.lastPlace = read.place;
    this.settings = read.settings;
    for (const entry of unsaved) this.show(entry);
  }

  /** The text of a note as last seen on disk: what a new text is typed over. */
  storedNote(lab: string): string {
    return this.stored.notes.get(lab) ?? '';
  }

  /** A note is on disk, perhaps with another tab's words; `typed`: newer text of this tab is still on its way. */
  noteStored(lab: string, text: string, typed: boolean): void {
    this.stored.notes.set(lab, text);
    if (!typed) this.notes.set(lab, text);
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

  private showVisit(lab: string, atMs: number): void {
    const old = this.visits.get(lab);
    if (old?.lastAtMs === atMs) return;
    const firstAtMs = Math.min(old?.firstAtMs ?? atMs, atMs);
    const lastAtMs = Math.max(old?.lastAtMs ?? atMs, atMs);
    this.visits.set(lab, { lab, firstAtMs, lastAtMs, count: (old?.count ?? 0) + 1 });
  }
}

function copyInto<T>(target: Map<string, T>, source: ReadonlyMap<string, T>): void {
  for (const key of [...target.keys()]) if (!source.has(key)) target.delete(key);
  for (const [key, value] of source) target.set(key, value);
}
