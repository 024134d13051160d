// The data set's promises: determinism, true answers, a split without overlap, shortcuts that do not pay.
import { describe, expect, it } from 'vitest';
import { heldOutCombinations, isHeldOut, QUESTION_TYPES, tales, talesLexicon, type Tale } from './index';
import { createRandom } from '../../base/random';
import { shortcutScores } from './baselines';
import { readTale } from './reader.test-support';
import { simulate } from './simulate';

const COUNT = 2500;
const train = tales.generate(11, COUNT, { maxEvents: 10 });
const heldOut = tales.generate(11, COUNT, { maxEvents: 10, split: 'held-out' });
const both = [...train, ...heldOut];

describe('tales', () => {
  it('gives the same tales for the same seed, other tales for another', () => {
    expect(tales.generate(5, 40)).toEqual(tales.generate(5, 40));
    expect(tales.generate(5, 40).map((t) => t.text)).not.toEqual(tales.generate(6, 40).map((t) => t.text));
    // The bytes themselves are pinned: the shipped model was trained on them.
    const text = tales.generate(20, 2, { maxEvents: 10 }).map((t) => t.text);
    expect(text).toEqual(PINNED);
  });

  it('never repeats a tale within a stream, and shares none between the splits', () => {
    const texts = both.map((tale) => tale.text);
    expect(new Set(texts).size).toBe(2 * COUNT);
  });

  it('hardly ever draws a tale twice, even before repeats are dropped: there are far more than tens of thousands', () => {
    const random = createRandom(9);
    const options = {
      split: 'train',
      minEvents: 3,
      maxEvents: 4,
      withoutQuestions: 0.12,
      askRate: 0.4,
    } as const;
    const texts = new Set<string>();
    for (let i = 0; i < 3000; i++)
      texts.add(simulate(random, talesLexicon(i % 2 ? 'en' : 'zh-CN'), options).text);
    expect(texts.size).toBeGreaterThan(2995);
  });

  it('holds combinations out by construction', () => {
    for (const tale of train) expect(heldOutCombinations(tale.cast)).toEqual([]);
    for (const tale of heldOut) {
      const object = tale.cast.items[0]?.one ?? tale.cast.things[0]!;
      expect(isHeldOut(tale.cast.names[0]!, object, tale.cast.places[0]!.noun)).toBe(true);
      const first = tale.events[0]!;
      expect(first.kind === 'put' || first.kind === 'find').toBe(true);
      expect(first.who).toBe(tale.cast.names[0]);
    }
  });

  it('keeps a tale’s whole vocabulary inside its cast', () => {
    for (const tale of both) {
      const lexicon = talesLexicon(tale.lang);
      const cast = new Set<string>(tale.cast.names);
      const words = new Set(tale.text.match(/\w+/g) ?? []);
      for (const name of lexicon.names) {
        const occurs = tale.lang === 'en' ? words.has(name) : tale.text.includes(name);
        if (occurs) expect(cast.has(name)).toBe(true);
      }
    }
  });

  it('answers every question as an independent reader of the text does', () => {
    let checked = 0;
    for (const tale of both) {
      const { answers, unread } = readTale(tale.text, tale.lang);
      expect(answers.map(({ said }) => said)).toEqual(tale.questions.map(({ answer }) => answer));
      for (const { question, found, said } of answers) {
        expect(found, `${tale.text}\n${question}`).toBeDefined();
        expect(bare(said), `${tale.text}\n${question}`).toBe(found);
        checked++;
      }
      // Only openings and asides are not read: at most one opening, and few asides.
      expect(unread.length).toBeLessThan(7);
    }
    expect(checked).toBeGreaterThan(2 * COUNT);
  });

  it('puts each prompt right before its answer in the text', () => {
    for (const { text, questions, lang } of both)
      for (const { prompt, answer } of questions)
        expect(text.startsWith(prompt + (lang === 'en' ? ` ${answer}.` : `${answer}。`) + '\n')).toBe(true);
  });
});

/** An answer without preposition, article, suffix and measure word. */
function bare(answer: string): string {
  if (/^\w/.test(answer)) return answer.replace(/^(?:in|on|at|by) the |^the /, '');
  const number = answer.match(/^([一两三四五六七八九])[个颗枚根片]$/);
  return number ? number[1]! : answer.replace(/^在(.+?)[里上]?$/, '$1');
}

describe('shortcuts', () => {
  const byType = (set: Tale[]) =>
    (['en', 'zh-CN'] as const).flatMap((lang) =>
      QUESTION_TYPES.map((type) => ({ lang, type, scores: shortcutScores(set, lang, type) })),
    );

  it.each(byType(heldOut))('score at most 40 % on $lang $type', ({ scores }) => {
    expect(scores.questions).toBeGreaterThan(120);
    expect(scores.lastMentioned).toBeLessThanOrEqual(0.4);
    expect(scores.mostFrequent).toBeLessThanOrEqual(0.4);
    expect(scores.firstMentioned).toBeLessThanOrEqual(0.4);
    expect(scores.oftenestInText).toBeLessThanOrEqual(0.45);
  });

  it('notices a shortcut that pays', () => {
    const spoiled = heldOut.map((tale) => ({
      ...tale,
      questions: tale.questions.map((question) => ({ ...question, answer: question.shortcut })),
    }));
    expect(shortcutScores(spoiled, 'en', 'where-thing').lastMentioned).toBe(1);
  });
});

describe('the cast', () => {
  it('does not collapse: training tales have as many people, things and places as drawn', () => {
    const mean = (set: Tale[], size: (tale: Tale) => number) =>
      set.reduce((sum, tale) => sum + size(tale), 0) / set.length;
    for (const part of ['names', 'things', 'places'] as const) {
      const [a, b] = [mean(train, (t) => t.cast[part].length), mean(heldOut, (t) => t.cast[part].length)];
      expect(Math.abs(a - b)).toBeLessThan(0.08);
    }
    expect(mean(train, (t) => new Set(t.events.map((event) => event.who)).size)).toBeGreaterThan(2);
  });

  it('uses every name, thing and place about equally often', () => {
    for (const lang of ['en', 'zh-CN'] as const) {
      const mine = train.filter((tale) => tale.lang === lang);
      for (const part of ['names', 'things', 'places'] as const) {
        const uses = new Map<string, number>();
        for (const tale of mine)
          for (const word of tale.cast[part]) {
            const key = typeof word === 'string' ? word : word.noun;
            uses.set(key, (uses.get(key) ?? 0) + 1);
          }
        const all = talesLexicon(lang)[part].length;
        const average = [...uses.values()].reduce((sum, n) => sum + n, 0) / all;
        expect(uses.size).toBe(all);
        expect(Math.min(...uses.values())).toBeGreaterThan(0.4 * average);
        expect(Math.max(...uses.values())).toBeLessThan(1.8 * average);
      }
    }
  });
});

const PINNED = [
  'Rita put the saw in the museum. Liam took the saw to the boat. Liam left the tray at the school. Ivy told Rita that the tray was at the school. Ivy heard about the saw from Rita. Hector carried the tray to the village. Hector walked to the school.\nQ: who told Rita about the tray? A: Ivy.\n',
  '阿勤把锯子留在河边。小冬把盒子放在过道里。阿勤拿起了锯子。\n问：阿勤在哪里？答：在河边。\n',
];
