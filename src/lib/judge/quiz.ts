// What a quiz question is. Every choice says why: a wrong answer teaches more than a right one.
import type { Text } from '../i18n/text';

export interface QuizChoice {
  readonly id: string;
  readonly label: Text;
  readonly correct?: boolean;
  /** Why it is wrong, or why it is right. */
  readonly why: Text;
}

/** One question with exactly one right choice. */
export interface QuizQuestion {
  /** kebab-case, unique in the lab; the key of progress. */
  readonly id: string;
  readonly covers: readonly string[];
  readonly question: Text;
  readonly choices: readonly QuizChoice[];
}

/** Types and checks a list of questions. @throws Error when ids repeat or a question has not one right choice */
export function defineQuiz(questions: readonly QuizQuestion[]): readonly QuizQuestion[] {
  const seen = new Set<string>();
  for (const { id, choices } of questions) {
    if (seen.has(id)) throw new Error(`quiz: question "${id}" stands twice`);
    seen.add(id);
    const right = choices.filter((choice) => choice.correct).length;
    if (right !== 1) throw new Error(`quiz: question "${id}" has ${right} right choices, exactly 1 expected`);
    const ids = new Set(choices.map((choice) => choice.id));
    if (ids.size !== choices.length) throw new Error(`quiz: question "${id}" has a choice id twice`);
  }
  return questions;
}
