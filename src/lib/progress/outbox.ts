/**
 * Entries on their way to the store: written soon, kept when a write fails, tried again at the next occasion, and
 * left in a journal when the page goes away before they are on disk.
 */
import { createQueue, type NoteRecord, type Store } from '../store';
import { addEntry, applyEntry, parseEntries, type Entry } from './entries';

const JOURNAL = 'glassbox:journal:';

export interface OutboxEvents {
  /** A batch is on disk; `notes` as they are stored now. */
  onWritten(notes: readonly NoteRecord[]): void;
  /** A batch could not be written; it waits. */
  onFailed(error: unknown): void;
}

export class Outbox {
  private readonly store: Store;
  private readonly events: OutboxEvents;
  private readonly oneByOne = createQueue();
  private readonly journalKey = JOURNAL + [...crypto.getRandomValues(new Uint32Array(2))].join('-');
  private waiting: Entry[] = [];
  private writing: readonly Entry[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAtMs = Infinity;
  /** Journals whose entries are in this outbox: its own, and those it took in. */
  private journals: string[] = [];

  constructor(store: Store, events: OutboxEvents) {
    this.store = store;
    this.events = events;
  }

  /** Everything not known to be on disk, oldest first. */
  get unsaved(): readonly Entry[] {
    return [...this.writing, ...this.waiting];
  }

  /** Takes an entry and writes it after `delayMs` at the latest, with what else waits then. */
  add(entry: Entry, delayMs: number): void {
    this.waiting = addEntry(this.waiting, entry);
    this.flushWithin(delayMs);
  }

  private flushWithin(delayMs: number): void {
    const dueAtMs = Date.now() + delayMs;
    if (dueAtMs >= this.dueAtMs) return;
    clearTimeout(this.timer);
    this.dueAtMs = dueAtMs;
    this.timer = setTimeout(() => void this.flush().catch(() => undefined), delayMs); // onFailed told the page
  }

  /** Runs `work` while no batch is being written. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return this.oneByOne(work);
  }

  /** Resolves when all is on disk. @throws GlassboxError storage-* ; the entries wait for the next time */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.dueAtMs = Infinity;
    return this.oneByOne(async () => {
      if (this.waiting.length === 0) return;
      this.writing = this.waiting;
      this.waiting = [];
      const batch = this.writing;
      try {
        const notes = await this.store.transact(['progress', 'notes', 'settings'], async (view) => {
          const stored: NoteRecord[] = [];
          for (const entry of batch) {
            const note = await applyEntry(view, entry);
            if (note) stored.push(note);
          }
          return stored;
        });
        this.writing = [];
        if (this.waiting.length === 0) this.removeJournals(this.journals);
        this.events.onWritten(notes);
      } catch (error) {
        this.waiting = this.waiting.reduce(addEntry, [...batch]);
        this.writing = [];
        this.events.onFailed(error);
        throw error;
      }
    });
  }

  /** Synchronous, for `pagehide`: what is not on disk goes to localStorage, where the next page finds it. */
  saveJournal(): void {
    if (this.unsaved.length === 0) return;
    try {
      localStorage.setItem(this.journalKey, JSON.stringify(this.unsaved));
      this.journals.push(this.journalKey);
    } catch {
      // Full or blocked: the entries stay in memory, and the failure of the write itself was shown.
    }
  }

  /** Takes in what earlier pages left behind and writes it. */
  restoreJournal(): void {
    const keys = journalKeys();
    const found = keys.flatMap((key) => parseEntries(localStorage.getItem(key) ?? ''));
    this.journals.push(...keys);
    this.waiting = this.waiting.reduce(addEntry, found.reduce<Entry[]>(addEntry, []));
    if (found.length > 0) this.flushWithin(0);
  }

  /** Forgets what waits, here and in every journal. */
  clear(): void {
    this.waiting = [];
    this.removeJournals(journalKeys());
  }

  private removeJournals(keys: readonly string[]): void {
    for (const key of keys) localStorage.removeItem(key);
    this.journals = [];
  }
}

function journalKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(JOURNAL));
  } catch {
    return []; // no localStorage: nothing was left behind
  }
}
