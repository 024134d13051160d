/** The reader's progress, reactive: one object for all pages. See types.ts for what each part promises. */
import { untrack } from 'svelte';
import {
  attemptId,
  exportBackup,
  importBackup,
  memoryDatabase,
  sharedStore,
  STORES,
  toFailure,
  type Failure,
  type NoteRecord,
  type SettingRecord,
  type StoredRecord,
  type Store,
} from '../store';
import { applyEntry, type Entry } from './entries';
import { Outbox } from './outbox';
import { readRecords, summarise } from './read-records';
import { DEFAULTS, readMirror, SETTING_NAMES, writeMirror } from './settings';
import { ProgressPicture } from './state.svelte';
import type { Attempt, ExerciseResult, ImportReport, Progress, Settings, StorageState } from './types';

export type * from './types';

const CHANNEL = 'glassbox:progress';
/** Typing and scrolling are written when they pause this long. */
const PAUSE_MS = 400;

class StoredProgress implements Progress {
  storageState = $state<StorageState>('opening');
  private storeFailure = $state.raw<Failure | null>(null);
  private writeFailure = $state.raw<Failure | null>(null);
  private readonly picture = new ProgressPicture();
  private readonly outbox: Outbox;
  private readonly store: Store;
  private opened: Promise<void> | undefined;
  private channel: BroadcastChannel | undefined;
  private starts = 0;
  private stop: () => void = () => undefined;

  constructor(store: Store) {
    this.store = store;
    this.outbox = new Outbox(store, {
      onWritten: (notes) => this.written(notes),
      onFailed: (error) => (this.writeFailure = toFailure(error)),
    });
  }

  get failure(): Failure | null {
    return this.writeFailure ?? this.storeFailure;
  }
  get settings(): Settings {
    return this.picture.settings;
  }
  get lastPlace() {
    return this.picture.lastPlace;
  }
  get visits() {
    return this.picture.visits;
  }

  start(): () => void {
    if (this.starts++ === 0) this.stop = this.listen();
    return () => {
      if (--this.starts === 0) this.stop();
    };
  }

  whenOpen(): Promise<void> {
    return (this.opened ??= this.open());
  }

  visit(lab: string): void {
    untrack(() => {
      const last = this.picture.lastPlace;
      // Equal times count as one visit (see applyVisit), so no two are: not of this tab, nor of another's.
      const fraction = crypto.getRandomValues(new Uint16Array(1))[0]! / 65536;
      const atMs = Math.max(Date.now(), (this.picture.visits.get(lab)?.lastAtMs ?? 0) + 1) + fraction;
      this.add({ kind: 'visit', lab, atMs });
      this.move(lab, last?.lab === lab ? last.fragment : '', 0);
    });
  }

  moveTo(lab: string, fragment: string): void {
    untrack(() => {
      const last = this.picture.lastPlace;
      if (last?.lab !== lab || last.fragment !== fragment) this.move(lab, fragment, PAUSE_MS);
    });
  }

  result(lab: string, exercise: string): ExerciseResult | undefined {
    return summarise(this.attempts(lab, exercise));
  }

  attempts(lab: string, exercise: string): readonly Attempt[] {
    return this.picture.attempts.get(`${lab}/${exercise}`) ?? [];
  }

  recordAttempt(given: Parameters<Progress['recordAttempt']>[0]): Attempt {
    const { lab, exercise, seed, passed } = given;
    const score = Math.min(1, Math.max(0, given.score ?? (passed ? 1 : 0))) || 0;
    // Later than the one before, so that their order survives the disk.
    const before = untrack(() => this.attempts(lab, exercise)).at(-1)?.atMs ?? 0;
    const atMs = Math.max(Date.now(), before + 1);
    const attempt: Attempt = { id: attemptId(lab, exercise, atMs), lab, exercise, seed, passed, score, atMs };
    untrack(() => this.add({ kind: 'attempt', record: { ...attempt, v: 1, kind: 'attempt' } }));
    return attempt;
  }

  passedCount(lab: string, exercises: readonly string[]): number {
    return exercises.filter((exercise) => this.result(lab, exercise)?.passed).length;
  }

  note(lab: string): string {
    return this.picture.notes.get(lab) ?? '';
  }

  setNote(lab: string, text: string): void {
    untrack(() => {
      if (text === this.note(lab)) return;
      const base = this.unsavedNote(lab) ?? this.picture.storedNote(lab);
      const record = { id: lab, v: 1, kind: 'note', text, changedAtMs: Date.now() } as const;
      this.add({ kind: 'note', record, base }, PAUSE_MS);
    });
  }

  setSettings(change: Partial<Settings>): void {
    untrack(() => {
      for (const id of SETTING_NAMES) {
        const value = change[id];
        if (value === undefined || value === this.settings[id]) continue;
        const record: SettingRecord = { id, v: 1, kind: 'setting', value, changedAtMs: Date.now() };
        this.add({ kind: 'setting', record });
      }
      writeMirror(this.settings);
    });
  }

  flush(): Promise<void> {
    return this.outbox.flush();
  }

  async exportFile(): Promise<{ name: string; blob: Blob }> {
    const saved = await this.flush().then(
      () => true,
      () => false, // the page was told; the file is the reader's way out, so it holds the unsaved too
    );
    const { name, bytes } = await exportBackup(saved ? this.store : await this.withUnsaved());
    return { name, blob: new Blob([bytes], { type: 'application/zip' }) };
  }

  async importFile(file: Blob): Promise<ImportReport> {
    await this.flush();
    const report = await importBackup(this.store, await file.arrayBuffer());
    await this.reload();
    writeMirror(this.settings);
    this.tellOthers();
    return report;
  }

  async wipe(): Promise<void> {
    this.outbox.clear();
    await this.outbox.between(() => this.store.clear());
    this.outbox.clear();
    writeMirror(DEFAULTS);
    this.writeFailure = null;
    await this.reload();
    this.tellOthers();
  }

  dismissFailure(): void {
    this.writeFailure = null;
    this.storeFailure = null;
  }

  private add(entry: Entry, delayMs = 0): void {
    this.picture.show(entry);
    this.outbox.add(entry, delayMs);
  }

  private move(lab: string, fragment: string, delayMs: number): void {
    const record = { id: 'place', v: 1, kind: 'place', lab, fragment, atMs: Date.now() } as const;
    this.add({ kind: 'place', record }, delayMs);
  }

  private async open(): Promise<void> {
    const mirror = readMirror();
    this.picture.settings = { ...DEFAULTS, ...mirror };
    this.outbox.restoreJournal();
    await this.store.whenOpen();
    await this.reload();
    this.setSettings(mirror);
    this.syncState();
  }

  private async reload(): Promise<void> {
    try {
      await this.outbox.between(async () => {
        const [progress, notes, settings] = await Promise.all([
          this.store.all('progress'),
          this.store.all('notes'),
          this.store.all('settings'),
        ]);
        this.picture.load(readRecords({ progress, notes, settings }), this.outbox.unsaved);
      });
    } catch (error) {
      this.storeFailure = toFailure(error);
    }
  }

  private written(notes: readonly NoteRecord[]): void {
    this.writeFailure = null;
    for (const { id, text } of notes) this.picture.noteStored(id, text, this.unsavedNote(id) !== undefined);
    this.tellOthers();
  }

  private unsavedNote(lab: string): string | undefined {
    const entry = this.outbox.unsaved.findLast((item) => item.kind === 'note' && item.record.id === lab);
    return entry?.kind === 'note' ? entry.record.text : undefined;
  }

  private tellOthers(): void {
    this.channel?.postMessage('changed');
  }

  private syncState(): void {
    this.storageState = this.store.state;
    if (this.store.failure) this.storeFailure = this.store.failure;
  }

  private listen(): () => void {
    const leave = () => {
      void this.flush().catch(() => undefined); // onFailed told the page, and the journal holds the entries
      this.outbox.saveJournal();
    };
    const hide = () => document.visibilityState === 'hidden' && leave();
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    const quiet = this.store.onState(() => this.storageState !== 'opening' && this.syncState());
    if (typeof BroadcastChannel !== 'undefined') {
      this.channel = new BroadcastChannel(CHANNEL);
      this.channel.onmessage = () => void this.reload();
    }
    void this.whenOpen();
    return () => {
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      quiet();
      this.channel?.close();
      this.channel = undefined;
    };
  }

  /** A copy in memory of all that is stored, with the entries that could not be written. */
  private async withUnsaved() {
    const copy = memoryDatabase();
    for (const store of STORES)
      await copy.write((await this.store.all(store)).map((put) => ({ store, put: put as StoredRecord })));
    await copy.transact(['progress', 'notes', 'settings'], async (view) => {
      for (const entry of this.outbox.unsaved) await applyEntry(view, entry);
    });
    return copy;
  }
}

/** For tests; pages use `progress`. */
export const createProgress = (store: Store): Progress => new StoredProgress(store);

/** The progress of this reader on this device. */
export const progress: Progress = createProgress(sharedStore());
