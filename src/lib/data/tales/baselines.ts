/** What answering by a shortcut scores on a set of tales: the numbers that a model has to be shown beside. */
import { mentions } from './questions';
import { talesLexicon } from './index';
import type { QuestionType, Tale, TaleLang } from './types';

/** Shares of right answers, each in [0, 1]. */
export interface ShortcutScores {
  questions: number;
  /** The last place (person, thing, number) mentioned before the question. */
  lastMentioned: number;
  /** The first one. */
  firstMentioned: number;
  /** The one mentioned oftenest so far, the later one on a tie. */
  oftenestInText: number;
  /** Always the commonest answer of this type in the set itself. */
  mostFrequent: number;
}

/** Scores of every shortcut on the questions of one type in one language. */
export function shortcutScores(set: readonly Tale[], lang: TaleLang, type: QuestionType): ShortcutScores {
  const right = { lastMentioned: 0, firstMentioned: 0, oftenestInText: 0 };
  const answers = new Map<string, number>();
  let questions = 0;
  for (const tale of set) {
    if (tale.lang !== lang) continue;
    for (const question of tale.questions) {
      if (question.type !== type) continue;
      const story = question.prompt.slice(0, question.prompt.lastIndexOf('\n'));
      const named = mentions(type, story, talesLexicon(lang), tale.cast);
      questions++;
      answers.set(question.answer, (answers.get(question.answer) ?? 0) + 1);
      if (named.at(-1) === question.answer) right.lastMentioned++;
      if (named[0] === question.answer) right.firstMentioned++;
      if (oftenest(named) === question.answer) right.oftenestInText++;
    }
  }
  const share = (count: number) => (questions ? count / questions : 0);
  return {
    questions,
    lastMentioned: share(right.lastMentioned),
    firstMentioned: share(right.firstMentioned),
    oftenestInText: share(right.oftenestInText),
    mostFrequent: share(Math.max(0, ...answers.values())),
  };
}

function oftenest(named: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let best: string | undefined;
  for (const word of named) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    if (best === undefined || counts.get(word)! >= counts.get(best)!) best = word;
  }
  return best;
}
