/** The shapes of a tale: who may appear in it, what happens, what is asked. Words live in `words-*.ts`. */

export type TaleLang = 'en' | 'zh-CN';
export type TaleSplit = 'train' | 'held-out';

/** A place with both its forms: where one goes («garden») and where one is («in the garden»). */
export interface Place {
  noun: string;
  at: string;
}

/** Something that is counted: «shell» / «shells», or 贝壳 with its measure word. */
export interface Item {
  one: string;
  many: string;
  /** Chinese measure word; empty in English. */
  measure: string;
}

/** All words of one language. */
export interface Lexicon {
  lang: TaleLang;
  names: readonly string[];
  things: readonly string[];
  items: readonly Item[];
  places: readonly Place[];
}

/** The people, things, counted items and places of one tale. */
export interface Cast {
  names: readonly string[];
  things: readonly string[];
  items: readonly Item[];
  places: readonly Place[];
}

/** One thing that happens. Each event is one sentence. */
export type TaleEvent =
  | { kind: 'put'; who: string; thing: string; place: Place }
  | { kind: 'bring'; who: string; thing: string; place: Place }
  | { kind: 'take'; who: string; thing: string }
  | { kind: 'go'; who: string; place: Place }
  | { kind: 'give'; who: string; to: string; thing: string }
  | { kind: 'tell'; who: string; to: string; thing: string; place: Place | null }
  | { kind: 'find'; who: string; item: Item; count: number; place: Place }
  | { kind: 'gain'; who: string; item: Item; count: number }
  | { kind: 'lose'; who: string; item: Item; count: number };

export const QUESTION_TYPES = [
  'where-thing',
  'where-carried',
  'where-person',
  'who-has',
  'what-has',
  'who-told',
  'how-many',
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** What is asked, before it becomes words. `answer` is the answer's words without the final stop. */
export interface Ask {
  type: QuestionType;
  who: string;
  thing: string;
  item: Item | null;
  answer: string;
}

/** A question as it stands in a tale's text. */
export interface TaleQuestion {
  type: QuestionType;
  /** Everything up to and including «A:» or «答:»: what a model is given. */
  prompt: string;
  /** The exact answer, without leading space and final stop. */
  answer: string;
  /** What «the last one mentioned» (place, person, thing or number, as the type asks) would answer. */
  shortcut: string;
  /** The shortcut's answer is wrong, so only following the story helps. */
  shortcutFails: boolean;
  /** Number of events told before the question. */
  afterEvents: number;
}

export interface Tale {
  lang: TaleLang;
  split: TaleSplit;
  text: string;
  questions: TaleQuestion[];
  cast: Cast;
  events: TaleEvent[];
}
