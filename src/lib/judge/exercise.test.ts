// An exercise as a lab writes one: types are inferred, wrong answers fail with a reason, the solution passes.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random';
import { same } from '../i18n/text';
import {
  defineNumberExercise,
  defineOrderExercise,
  fitsKind,
  judge,
  scoreOf,
  type Exercise,
} from './exercise';
import { defineQuiz } from './quiz';
import { checkCells, checkChoice, checkNumber, checkOrder, isClose, tolerancePhrase } from './verdicts';

const ratio = defineNumberExercise({
  kind: 'number',
  id: 'ratio',
  covers: ['000/4.1.1'],
  title: same('ratio'),
  instance: (seed) => ({ a: 1 + createRandom(seed).int(9), b: 7 }),
  prompt: ({ a, b }) => same(`${a}/${b}`),
  starter: () => null,
  check: ({ a, b }, answer) =>
    checkNumber({
      answer,
      expected: a / b,
      tolerance: { relative: 0.01 },
      right: same('yes'),
      wrong: (given) => same(given > 1 && a < b ? 'upside down' : 'no'),
    }),
  solution: ({ a, b }) => a / b,
});
const sorting = defineOrderExercise({
  kind: 'order',
  id: 'sorting',
  covers: [],
  title: same('sorting'),
  instance: (seed) => createRandom(seed).shuffle(['c', 'a', 'b']),
  prompt: (ids) => same(ids.join()),
  items: (ids) => ids.map((id) => ({ id, label: same(id) })),
  starter: (ids) => [...ids].sort().reverse(),
  check: (ids, answer) => checkOrder(answer, [...ids].sort(), same('sorted')),
  solution: (ids) => [...ids].sort(),
});

describe('exercises', () => {
  it.each<Exercise>([ratio, sorting])('$id: the solution passes, the starter does not', async (exercise) => {
    for (let seed = 0; seed < 20; seed++) {
      const instance = exercise.instance(seed);
      expect((await judge(exercise, instance, await exercise.solution(instance))).passed).toBe(true);
      expect((await judge(exercise, instance, exercise.starter(instance))).passed).toBe(false);
      expect(exercise.instance(seed)).toEqual(instance);
    }
  });

  it('refuses an answer of the wrong kind', async () => {
    await expect(judge(ratio, ratio.instance(1), 'half')).rejects.toThrow(/ratio.*number/);
    expect(fitsKind('cells', [[1, null]])).toBe(true);
    expect(fitsKind('cells', [[1, '2']])).toBe(false);
    expect(fitsKind('order', ['a', 2])).toBe(false);
  });
});

describe('verdicts', () => {
  it('numbers: the edge of the tolerance counts, infinities and NaN never', () => {
    expect(isClose(101, 100, { relative: 0.01 })).toBe(true);
    expect(isClose(101.001, 100, { relative: 0.01 })).toBe(false);
    expect(isClose(NaN, 0, { absolute: Infinity })).toBe(false);
    expect(tolerancePhrase({ relative: 0.005 }).en).toBe('±0.5%');
    const verdict = checkNumber({
      answer: 3,
      expected: 2,
      tolerance: {},
      right: same(''),
      wrong: (given) => same(`got ${given}`),
    });
    expect(verdict).toEqual({ passed: false, message: { en: 'Too high. got 3', 'zh-CN': '偏大。got 3' } });
  });

  it('a choice answers with its own reason, and an unknown one is our mistake', () => {
    const choices = ['a', 'b'].map((id) => ({ id, label: same(id), why: same(`why ${id}`) }));
    expect(checkChoice(choices, 'b', 'a')).toEqual({ passed: false, message: same('why b') });
    expect(checkChoice(choices, 'a', 'a').passed).toBe(true);
    expect(checkChoice(choices, null, 'a').passed).toBe(false);
    expect(() => checkChoice(choices, 'c', 'a')).toThrow(/"c" is none of a, b/);
  });

  it('orders and cells give part of the score', () => {
    expect(scoreOf(checkOrder(['a', 'c', 'b'], ['a', 'b', 'c'], same('')))).toBeCloseTo(1 / 3);
    expect(checkOrder(['a', 'b', 'c'], ['a', 'b'], same('')).passed).toBe(false);
    const cells = checkCells([[1, null]], [[1, 2]], { absolute: 0.1 }, same(''));
    expect(cells.passed).toBe(false);
    expect(scoreOf(cells)).toBe(0.5);
    expect(cells.message.en).toContain('1, 2');
    expect(checkCells([[1.05, 2]], [[1, 2]], { absolute: 0.1 }, same('')).passed).toBe(true);
  });

  it('a quiz has one right choice a question', () => {
    const choice = (id: string, correct: boolean) => ({ id, correct, label: same(id), why: same(id) });
    const question = { id: 'q', covers: [], question: same('?') };
    expect(() => defineQuiz([{ ...question, choices: [choice('a', true), choice('b', true)] }])).toThrow(
      /2 right/,
    );
    expect(defineQuiz([{ ...question, choices: [choice('a', true), choice('b', false)] }])).toHaveLength(1);
  });
});
