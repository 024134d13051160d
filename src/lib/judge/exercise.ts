/**
 * What an exercise is. Checked by computation: `check` computes the right answer for this very instance, it
 * never compares with a written-down one. Knows no DOM; `school/ExerciseCard.svelte` draws it.
 *
 * Method syntax throughout, so that `Exercise<Mine>` is assignable to `Exercise` in a list.
 */
import type { Text } from '../i18n/text';

/** What `check` says. `message` says why, not only that: it is what the learner reads. */
export interface Verdict {
  readonly passed: boolean;
  readonly message: Text;
  /** 0 to 1 where part of the answer is right; left out: 1 when passed, else 0. */
  readonly score?: number;
}

/** What the learner gives, by kind. `null` is «not filled in». */
export interface AnswerOf {
  number: number | null;
  /** The id of the chosen choice. */
  choice: string | null;
  text: string;
  /** Ids of all items, first to last. */
  order: string[];
  /** Rows of cells, all of the shape that `starter` gives. */
  cells: (number | null)[][];
}
export type AnswerKind = keyof AnswerOf;
export type Answer = AnswerOf[AnswerKind];

interface ExerciseOf<Kind extends AnswerKind, Instance> {
  readonly kind: Kind;
  /** kebab-case, unique in the lab; the key of progress, so it never changes. */
  readonly id: string;
  /** Places of the curriculum that this exercise practises, e.g. `000/4.1.1`. */
  readonly covers: readonly string[];
  readonly title: Text;
  /** One randomised instance; same seed, same instance. Draw with `createRandom(seed)` of base/random. */
  instance(seed: number): Instance;
  prompt(instance: Instance): Text;
  /** What the inputs hold at first. It must not pass. */
  starter(instance: Instance): AnswerOf[Kind];
  check(instance: Instance, answer: AnswerOf[Kind]): Verdict | Promise<Verdict>;
  /** An answer that passes, computed. */
  solution(instance: Instance): AnswerOf[Kind] | Promise<AnswerOf[Kind]>;
  /** Shown one at a time, on request. */
  readonly hints?: readonly Text[];
  /** The worked way to the answer, shown after passing or giving up. */
  explain?(instance: Instance): Text;
}

export interface NumberExercise<Instance = unknown> extends ExerciseOf<'number', Instance> {
  /** Written after the input: `ms`, `nats`, `%`. */
  readonly unit?: Text;
}

/** One of several. `why` is shown when it is chosen: why it is wrong, or why it is right. */
export interface Choice {
  readonly id: string;
  readonly label: Text;
  readonly why: Text;
}

export interface ChoiceExercise<Instance = unknown> extends ExerciseOf<'choice', Instance> {
  choices(instance: Instance): readonly Choice[];
}

export interface TextExercise<Instance = unknown> extends ExerciseOf<'text', Instance> {
  /** More than one line of input. */
  readonly multiline?: boolean;
  readonly placeholder?: Text;
}

export interface OrderItem {
  readonly id: string;
  readonly label: Text;
}

export interface OrderExercise<Instance = unknown> extends ExerciseOf<'order', Instance> {
  items(instance: Instance): readonly OrderItem[];
}

export interface CellsExercise<Instance = unknown> extends ExerciseOf<'cells', Instance> {
  /** As many as `starter` has rows and columns. */
  rowLabels?(instance: Instance): readonly string[];
  columnLabels?(instance: Instance): readonly string[];
}

/** An exercise of any kind. */
export type Exercise<Instance = unknown> =
  | NumberExercise<Instance>
  | ChoiceExercise<Instance>
  | TextExercise<Instance>
  | OrderExercise<Instance>
  | CellsExercise<Instance>;

/**
 * These five type an exercise without writing its instance type twice. Write `instance` before the functions
 * that take one: types are inferred from top to bottom.
 */
export const defineNumberExercise = <I>(exercise: NumberExercise<I>): NumberExercise<I> => exercise;
export const defineChoiceExercise = <I>(exercise: ChoiceExercise<I>): ChoiceExercise<I> => exercise;
export const defineTextExercise = <I>(exercise: TextExercise<I>): TextExercise<I> => exercise;
export const defineOrderExercise = <I>(exercise: OrderExercise<I>): OrderExercise<I> => exercise;
export const defineCellsExercise = <I>(exercise: CellsExercise<I>): CellsExercise<I> => exercise;

/**
 * Checks an answer of unknown kind, e.g. one read back from storage.
 * @throws Error when the answer's shape does not fit the exercise's kind
 */
export async function judge(exercise: Exercise, instance: unknown, answer: unknown): Promise<Verdict> {
  if (!fitsKind(exercise.kind, answer)) {
    throw new Error(`exercise ${exercise.id}: the answer does not fit the kind "${exercise.kind}"`);
  }
  const check = exercise.check as (instance: unknown, answer: unknown) => Verdict | Promise<Verdict>;
  return await check.call(exercise, instance, answer);
}

const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number';

/** Whether a value has the form of an answer of this kind. */
export function fitsKind(kind: AnswerKind, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return isNumberOrNull(value);
    case 'choice':
      return value === null || typeof value === 'string';
    case 'text':
      return typeof value === 'string';
    case 'order':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'cells':
      return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every(isNumberOrNull));
  }
}

/** The score of a verdict, 0 to 1. */
export const scoreOf = (verdict: Verdict): number => verdict.score ?? (verdict.passed ? 1 : 0);
