/** What pages and labs see of a reader's progress. The implementation is progress.svelte.ts. */
import type { Lang } from '../i18n/text';
import type { Failure } from '../store';

export type Theme = 'auto' | 'light' | 'dark';
export type DeviceWish = 'auto' | 'webgpu' | 'cpu';

export interface Settings {
  readonly theme: Theme;
  /** null until the reader chose one: the browser's language decides. */
  readonly lang: Lang | null;
  readonly device: DeviceWish;
}

/**
 * `opening`: not read yet (also while prerendering) · `ready`: kept on disk · `memory`: blocked, forgotten with
 * the page · `read-only`: a newer version of the site has the database; reload to write again.
 */
export type StorageState = 'opening' | 'ready' | 'memory' | 'read-only';

/** Where the reader was: what «continue where you were» opens. */
export interface Place {
  /** `<track>/<slug>` */
  readonly lab: string;
  /** Section id or share fragment, without `#`; '' for the top. */
  readonly fragment: string;
  readonly atMs: number;
}

export interface Visit {
  readonly lab: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly count: number;
}

/** One try at an exercise or a quiz question. */
export interface Attempt {
  readonly id: string;
  readonly lab: string;
  readonly exercise: string;
  /** The seed of the instance that was asked. */
  readonly seed: number;
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  readonly atMs: number;
}

/** All attempts at one exercise, summed up. */
export interface ExerciseResult {
  readonly attempts: number;
  readonly passed: boolean;
  readonly bestScore: number;
  /** Of the latest attempt: show this instance again. */
  readonly lastSeed: number;
  readonly lastAtMs: number;
}

export interface ImportReport {
  /** Records that were not here before. */
  readonly added: number;
  /** Records that were here and changed by the merge. */
  readonly changed: number;
  /** Records that said nothing new. */
  readonly unchanged: number;
}

/** All reads are reactive (runes). No method may be called while prerendering except the plain reads. */
export interface Progress {
  readonly storageState: StorageState;
  /** Why storage is not `ready`, or the last write that failed (`storage-full`); null when all is well. */
  readonly failure: Failure | null;
  readonly settings: Settings;
  readonly lastPlace: Place | null;
  /** By `<track>/<slug>`. */
  readonly visits: ReadonlyMap<string, Visit>;

  /**
   * Opens the storage, reads everything, listens to other tabs and to the page going away. Call once, in the
   * root layout's `onMount`; returns the undo. Never throws: see `storageState` and `failure`.
   */
  start(): () => void;
  /** Resolves when the first read is over (at once in `memory`). */
  whenOpen(): Promise<void>;

  /** Counts a visit and makes it the last place. */
  visit(lab: string): void;
  /** Moves the last place within a lab: call while the reader scrolls or steps. */
  moveTo(lab: string, fragment: string): void;

  /** Summed-up attempts; undefined before the first. */
  result(lab: string, exercise: string): ExerciseResult | undefined;
  /** Oldest first. */
  attempts(lab: string, exercise: string): readonly Attempt[];
  recordAttempt(attempt: {
    lab: string;
    exercise: string;
    seed: number;
    passed: boolean;
    /** Default: 1 when passed, else 0. */
    score?: number;
  }): Attempt;
  /** How many of these exercises were ever passed. */
  passedCount(lab: string, exercises: readonly string[]): number;

  /** Notes of a lab; '' before the first. */
  note(lab: string): string;
  /** Keeps the text: at once on the screen, on disk after 400 ms or when the page goes away. */
  setNote(lab: string, text: string): void;

  setSettings(change: Partial<Settings>): void;

  /** Resolves when everything said so far is on disk. @throws GlassboxError storage-full | storage-blocked | storage-failed */
  flush(): Promise<void>;
  /** Everything in one zip. */
  exportFile(): Promise<{ name: string; blob: Blob }>;
  /** Merges a file of `exportFile`; twice is the same as once. @throws GlassboxError file-* | storage-* ; then nothing changed */
  importFile(file: Blob): Promise<ImportReport>;
  /** Forgets everything on this device: progress, notes, settings, checkpoints, documents. */
  wipe(): Promise<void>;
  /** The reader has seen the failure of a write. */
  dismissFailure(): void;
}
