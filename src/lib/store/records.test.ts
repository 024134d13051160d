// Strangers' records become fresh valid ones or nothing; merging is idempotent and loses no word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptId, mergeRecords, parseRecord, visitId, type NoteRecord, type VisitRecord } from '.';

const LAB = '05-transformer/03-attention-microscope';
const visit: VisitRecord = {
  id: visitId(LAB),
  v: 1,
  kind: 'visit',
  lab: LAB,
  firstAtMs: 10,
  lastAtMs: 20,
  count: 2,
};
const note = (text: string, changedAtMs = 1): NoteRecord => ({
  id: LAB,
  v: 1,
  kind: 'note',
  text,
  changedAtMs,
});

describe('parseRecord', () => {
  it('gives fresh records with known fields only', () => {
    const strange = JSON.parse(
      JSON.stringify({ ...visit, extra: 1 }).replace('"extra"', '"__proto__"'),
    ) as object;
    const parsed = parseRecord('progress', strange)!;
    expect(parsed).toEqual(visit);
    expect(parsed).not.toBe(strange);
    expect(Object.keys(parsed)).not.toContain('__proto__');
  });

  it.each([
    ['another version', { v: 2 }],
    ['an id that is not the lab’s', { id: 'visit/other' }],
    ['a lab with an escape', { lab: '../x', id: 'visit/../x' }],
    ['a count of zero', { count: 0 }],
    ['a fraction of a visit', { count: 1.5 }],
    ['a time before time', { firstAtMs: -1 }],
    ['a time that is none', { lastAtMs: NaN }],
    ['another kind', { kind: 'attempt' }],
  ])('refuses a visit with %s', (_, change) => {
    expect(parseRecord('progress', { ...visit, ...change })).toBeUndefined();
  });

  it('refuses scores outside 0 to 1 and attempts under another exercise', () => {
    const attempt = {
      id: attemptId(LAB, 'x', 5),
      v: 1,
      kind: 'attempt',
      lab: LAB,
      exercise: 'x',
      seed: 1,
      passed: true,
      score: 1,
      atMs: 5,
    };
    expect(parseRecord('progress', attempt)).toEqual(attempt);
    for (const change of [
      { score: 1.1 },
      { score: NaN },
      { exercise: 'y' },
      { passed: 1 },
      { seed: Infinity },
    ])
      expect(parseRecord('progress', { ...attempt, ...change }), JSON.stringify(change)).toBeUndefined();
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.constantFrom('progress', 'notes', 'settings', 'documents'),
        (value, store) => {
          expect(parseRecord(store as 'notes', value)).toBeUndefined();
        },
      ),
    );
  });
});

describe('mergeRecords', () => {
  const notes = fc
    .record({ text: fc.string({ maxLength: 8 }), at: fc.nat(3) })
    .map(({ text, at }) => note(text, at));

  it('of notes keeps both texts, and the same again changes nothing', () => {
    fc.assert(
      fc.property(notes, notes, (mine, theirs) => {
        const merged = mergeRecords(mine, theirs) as NoteRecord;
        expect(merged.text).toContain(mine.text);
        expect(merged.text).toContain(theirs.text);
        expect(mergeRecords(merged, theirs)).toBe(merged);
        expect(mergeRecords(merged, mine)).toBe(merged);
      }),
    );
  });

  it('of visits spans both and counts no file twice', () => {
    const theirs = { ...visit, firstAtMs: 5, lastAtMs: 15, count: 7 };
    const merged = mergeRecords(visit, theirs);
    expect(merged).toEqual({ ...visit, firstAtMs: 5, lastAtMs: 20, count: 7 });
    expect(mergeRecords(merged, theirs)).toBe(merged);
  });

  it('of places and settings takes the newer', () => {
    const place = (fragment: string, atMs: number) =>
      ({ id: 'place', v: 1, kind: 'place', lab: LAB, fragment, atMs }) as const;
    expect(mergeRecords(place('a', 1), place('b', 2))).toEqual(place('b', 2));
    expect(mergeRecords(place('a', 2), place('b', 1))).toEqual(place('a', 2));
    const theme = (value: string, changedAtMs: number) =>
      ({ id: 'theme', v: 1, kind: 'setting', value, changedAtMs }) as const;
    expect(mergeRecords(theme('dark', 1), theme('light', 2))).toEqual(theme('light', 2));
    expect(mergeRecords(theme('dark', 2), theme('light', 2))).toEqual(theme('dark', 2));
  });
});
