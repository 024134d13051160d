/**
 * What the reader did, as plain data on its way to the store. Entries wait in memory, survive the page in a journal
 * (localStorage), and may be applied twice: the second time changes nothing.
 */
import {
  mergeNotes,
  parseRecord,
  visitId,
  type AttemptRecord,
  type NoteRecord,
  type PlaceRecord,
  type SettingRecord,
  type View,
  type VisitRecord,
} from '../store';

export type Entry =
  | { readonly kind: 'visit'; readonly lab: string; readonly atMs: number }
  | { readonly kind: 'attempt'; readonly record: AttemptRecord }
  | { readonly kind: 'place'; readonly record: PlaceRecord }
  /** `base` is the stored text that this one was typed over. */
  | { readonly kind: 'note'; readonly record: NoteRecord; readonly base: string }
  | { readonly kind: 'setting'; readonly record: SettingRecord };

/** Adds an entry; one that says a thing anew takes the place of the older one. */
export function addEntry(list: readonly Entry[], entry: Entry): Entry[] {
  if (entry.kind === 'visit' || entry.kind === 'attempt') return [...list, entry];
  const older = list.find(
    (item) => item.kind === entry.kind && 'record' in item && item.record.id === entry.record.id,
  );
  const rest = list.filter((item) => item !== older);
  if (older?.kind === 'note' && entry.kind === 'note') return [...rest, { ...entry, base: older.base }];
  return [...rest, entry];
}

/**
 * Writes one entry inside a transaction over progress, notes and settings.
 * @returns of a note, what is stored now: another tab's words may be in it
 */
export async function applyEntry(view: View, entry: Entry): Promise<NoteRecord | undefined> {
  if (entry.kind === 'note') return await applyNote(view, entry.record, entry.base);
  if (entry.kind === 'visit') await applyVisit(view, entry.lab, entry.atMs);
  else if (entry.kind === 'attempt') await view.put('progress', entry.record);
  else if (entry.kind === 'place') {
    const stored = parseRecord('progress', await view.get('progress', 'place'));
    const older = stored?.kind !== 'place' || stored.atMs <= entry.record.atMs;
    if (older) await view.put('progress', entry.record);
  } else {
    const stored = parseRecord('settings', await view.get('settings', entry.record.id));
    const older = stored?.kind !== 'setting' || stored.changedAtMs <= entry.record.changedAtMs;
    if (older) await view.put('settings', entry.record);
  }
  return undefined;
}

async function applyVisit(view: View, lab: string, atMs: number): Promise<void> {
  const id = visitId(lab);
  const stored = parseRecord('progress', await view.get('progress', id));
  const old = stored?.kind === 'visit' ? stored : undefined;
  if (old?.lastAtMs === atMs) return; // this very visit, out of a journal
  const visit: VisitRecord = {
    id,
    v: 1,
    kind: 'visit',
    lab,
    firstAtMs: Math.min(old?.firstAtMs ?? atMs, atMs),
    lastAtMs: Math.max(old?.lastAtMs ?? atMs, atMs),
    count: (old?.count ?? 0) + 1,
  };
  await view.put('progress', visit);
}

/** Over the text it was typed over it is simply written; over another tab's it becomes both. */
async function applyNote(view: View, record: NoteRecord, base: string): Promise<NoteRecord> {
  const stored = parseRecord('notes', await view.get('notes', record.id));
  const untouched = stored?.kind !== 'note' || stored.text === base || stored.text === record.text;
  const next = untouched ? record : mergeNotes(record, stored);
  await view.put('notes', next);
  return next;
}

/** Entries out of a journal that may hold anything. */
export function parseEntries(json: string): Entry[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return []; // not ours, or cut short: nothing in it can be trusted
  }
  return Array.isArray(list) ? list.flatMap((item) => parseEntry(item) ?? []) : [];
}

function parseEntry(item: unknown): Entry | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { kind, lab, atMs, record, base } = item as Partial<Record<string, unknown>>;
  if (kind === 'visit') {
    const visit = { id: visitId(String(lab)), v: 1, kind, lab, firstAtMs: atMs, lastAtMs: atMs, count: 1 };
    const parsed = parseRecord('progress', visit);
    return parsed?.kind === 'visit' ? { kind, lab: parsed.lab, atMs: parsed.lastAtMs } : undefined;
  }
  const store = kind === 'note' ? 'notes' : kind === 'setting' ? 'settings' : 'progress';
  const parsed = parseRecord(store, record);
  if (!parsed || parsed.kind !== kind || parsed.kind === 'visit') return undefined;
  if (parsed.kind !== 'note') return { kind: parsed.kind, record: parsed } as Entry;
  return typeof base === 'string' ? { kind: 'note', record: parsed, base } : undefined;
}
